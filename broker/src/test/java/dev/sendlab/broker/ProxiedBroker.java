package dev.sendlab.broker;

import dev.sendlab.broker.proxy.FrameProxy;
import java.util.Map;

/**
 * A private broker with two listeners: a direct one, for looking at what is in it, and one that it advertises at the port
 * of a frame proxy.
 */
public final class ProxiedBroker implements AutoCloseable {

    private final PrivateBroker broker;
    private final FrameProxy proxy;

    private ProxiedBroker(PrivateBroker broker, FrameProxy proxy) {
        this.broker = broker;
        this.proxy = proxy;
    }

    public static ProxiedBroker start() {
        int direct = Ports.free();
        int proxied = Ports.freeBeside(direct);
        int controller = Ports.freeBeside(proxied);
        FrameProxy proxy = FrameProxy.open(Ports.free(), proxied);
        try {
            PrivateBroker broker = PrivateBroker.start(
                    direct,
                    Map.of(
                            "listeners",
                            at("PLAINTEXT", direct) + "," + at("PROXIED", proxied) + "," + at("CONTROLLER", controller),
                            "advertised.listeners",
                            at("PLAINTEXT", direct) + "," + at("PROXIED", proxy.port()),
                            "listener.security.protocol.map",
                            "PLAINTEXT:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT",
                            "inter.broker.listener.name",
                            "PLAINTEXT",
                            "controller.quorum.voters",
                            "1@127.0.0.1:" + controller,
                            "broker.session.timeout.ms",
                            "1000",
                            "broker.heartbeat.interval.ms",
                            "100"));
            return new ProxiedBroker(broker, proxy);
        } catch (RuntimeException e) {
            proxy.close();
            throw e;
        }
    }

    /** The broker itself; its bootstrap servers lead past the proxy. */
    public PrivateBroker direct() {
        return broker;
    }

    public FrameProxy proxy() {
        return proxy;
    }

    /** Bootstrap servers that lead through the proxy. */
    public String proxiedServers() {
        return "127.0.0.1:" + proxy.port();
    }

    @Override
    public void close() {
        proxy.close();
        broker.close();
    }

    private static String at(String listener, int port) {
        return listener + "://127.0.0.1:" + port;
    }
}
