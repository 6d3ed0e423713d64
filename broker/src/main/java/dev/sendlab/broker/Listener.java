package dev.sendlab.broker;

/**
 * One of a node's listeners.
 *
 * @param name by which the configuration refers to it
 * @param bound {@code host:port} that the node listens at
 * @param advertised {@code host:port} that it tells whoever asks where it is, which need not be the same
 */
public record Listener(String name, String bound, String advertised) {

    /** For whoever must not pass the proxy: the checking side, and clients where there is no proxy. */
    public static final String DIRECT = "DIRECT";

    /** For clients; the address that it advertises is the proxy's. */
    public static final String PROXIED = "PROXIED";

    /** For the quorum. */
    public static final String CONTROLLER = "CONTROLLER";
}
