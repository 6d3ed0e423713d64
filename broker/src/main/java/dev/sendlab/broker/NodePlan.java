package dev.sendlab.broker;

/**
 * One node before it exists. Its ports are chosen here, once, and stay the same over kill and restart: a client that
 * lost the node knocks where it knew it.
 *
 * @param id the {@code node.id}
 * @param isBroker whether it holds records and clients talk to it
 * @param isController whether it votes in the quorum
 * @param port where its clients, or those that only look, reach it
 * @param controllerPort where the other nodes reach its controller, if they run on this host
 * @param proxiedPort where its proxy reaches it; 0 without a proxy
 * @param proxyPort where clients reach its proxy; 0 without a proxy
 */
public record NodePlan(
        int id, boolean isBroker, boolean isController, int port, int controllerPort, int proxiedPort, int proxyPort) {

    static NodePlan of(int id, boolean isBroker, boolean isController, boolean isProxied) {
        return new NodePlan(
                id,
                isBroker,
                isController,
                Ports.free(),
                Ports.free(),
                isProxied ? Ports.free() : 0,
                isProxied ? Ports.free() : 0);
    }

    NodePlan at(int chosen) {
        return new NodePlan(id, isBroker, isController, chosen, controllerPort, proxiedPort, proxyPort);
    }

    /** Whether a proxy stands between it and its clients. */
    public boolean isProxied() {
        return proxyPort != 0;
    }

    /** Past the proxy. */
    String directAddress() {
        return "127.0.0.1:" + port;
    }

    /** For clients: through the proxy, where there is one. */
    String clientAddress() {
        return isProxied() ? "127.0.0.1:" + proxyPort : directAddress();
    }
}
