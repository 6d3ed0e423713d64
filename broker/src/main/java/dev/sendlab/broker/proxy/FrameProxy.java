package dev.sendlab.broker.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands before one broker, knows Kafka's frames, and does to single requests and answers what networks and brokers do at
 * the worst moment. The broker advertises the proxy's port, so that clients stay behind it after their bootstrap.
 *
 * <pre>{@code
 * Rule lost = proxy.add(Match.api(ApiKeys.PRODUCE).client("c"), Trigger.once(), Action.dropAnswerAndClose());
 * ...
 * assertThat(lost.fired()).isEqualTo(1);
 * }</pre>
 *
 * <p>Rules are asked in the order in which they were added; the first one that matches and whose trigger fires acts, and
 * those behind it do not see the request, nor count it. A request that no rule takes is passed on. It understands
 * PLAINTEXT; with TLS there is nothing to read.
 */
public final class FrameProxy implements AutoCloseable {

    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(5);

    private final ServerSocket server;
    private final int brokerPort;
    private final Thread accepting;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile long roundTripNanos;
    private volatile boolean closed;

    private FrameProxy(ServerSocket server, int brokerPort) {
        this.server = server;
        this.brokerPort = brokerPort;
        this.accepting = new Thread(this::accept, "frame-proxy-" + server.getLocalPort() + "-accept");
        accepting.setDaemon(true);
    }

    /**
     * Listens from now on. The broker need not be there yet: while it is not, clients are disconnected at once.
     *
     * @param listenPort where clients connect, on 127.0.0.1
     * @param brokerPort where the broker really listens, on 127.0.0.1
     * @throws UncheckedIOException if the port is taken
     */
    public static FrameProxy open(int listenPort, int brokerPort) {
        try {
            ServerSocket server = new ServerSocket();
            try {
                // The connections of a proxy before us, still in TIME_WAIT, would keep the port from us.
                server.setReuseAddress(true);
                server.bind(new InetSocketAddress(LOOPBACK, listenPort), 128);
            } catch (IOException e) {
                server.close();
                throw e;
            }
            FrameProxy proxy = new FrameProxy(server, brokerPort);
            proxy.accepting.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("no proxy at port " + listenPort, e);
        }
    }

    /** Where it listens. */
    public int port() {
        return server.getLocalPort();
    }

    /** From now on, also for connections that are open. */
    public Rule add(Match match, Trigger trigger, Action action) {
        Rule rule = new Rule(match, trigger, action);
        rules.add(rule);
        return rule;
    }

    /** What the rule has begun, such as a hold, goes on. */
    public void remove(Rule rule) {
        rules.remove(rule);
    }

    /** Removes every rule. */
    public void clear() {
        rules.clear();
    }

    /**
     * Adds so much to each round trip, on all connections. Every answer waits for itself, from the moment when it came
     * from the broker: pipelined requests are late together and not one after the other.
     */
    public void roundTrip(Duration added) {
        roundTripNanos = added.toNanos();
    }

    /**
     * Resets all clients' connections (TCP RST). What it has read of them still reaches the broker.
     *
     * @return how many there were
     */
    public int cut() {
        int cut = 0;
        for (Connection connection : connections) {
            cut += connection.resetClient() ? 1 : 0;
        }
        return cut;
    }

    /**
     * What should not have happened: frames that are none, a rule or a task that threw. Each ended its connection and was
     * also told to its thread's uncaught-exception handler, which prints it.
     */
    public List<Throwable> failures() {
        return List.copyOf(failures);
    }

    /**
     * Closes every connection, also with frames that are held, and interrupts tasks of rules.
     *
     * @throws IllegalStateException if a thread does not end within 5 s: a task of a rule that ignores interrupts
     */
    @Override
    public void close() {
        closed = true;
        List<Thread> threads = new ArrayList<>(List.of(accepting));
        try {
            server.close();
        } catch (IOException e) {
            failed(e);
        }
        join(threads);
        for (Connection connection : connections) {
            threads.addAll(connection.threads());
            connection.close();
        }
        join(threads);
    }

    int brokerPort() {
        return brokerPort;
    }

    long roundTripNanos() {
        return roundTripNanos;
    }

    /** @return null if no rule takes it */
    Rule ruleFor(Request request, Map<Rule, Integer> callsOfConnection) {
        for (Rule rule : rules) {
            if (rule.claims(request, callsOfConnection)) {
                return rule;
            }
        }
        return null;
    }

    void failed(Throwable e) {
        failures.add(e);
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }

    void ended(Connection connection) {
        connections.remove(connection);
    }

    private void accept() {
        try (server) {
            for (int number = 1; true; number++) {
                Connection connection = new Connection(this, server.accept(), "frame-proxy-" + port() + "-" + number);
                connections.add(connection);
                connection.start();
            }
        } catch (IOException e) {
            if (!closed) {
                failed(e);
            }
        }
    }

    private static void join(List<Thread> threads) {
        long end = System.nanoTime() + CLOSE_DEADLINE.toNanos();
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive() && thread != Thread.currentThread()) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new IllegalStateException(thread.getName() + " did not end within " + CLOSE_DEADLINE);
                }
                try {
                    thread.join(left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
