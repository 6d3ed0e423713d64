package dev.sendlab.broker.proxy;

import org.apache.kafka.common.protocol.ApiKeys;

/** Which requests a {@link Rule} is about. Immutable: each method returns a narrower match. */
public final class Match {

    private final ApiKeys api;
    private final String client;
    private final int nth;

    private Match(ApiKeys api, String client, int nth) {
        this.api = api;
        this.client = client;
        this.nth = nth;
    }

    /** Every request of every client, metadata and version look-ups included. */
    public static Match any() {
        return new Match(null, null, 0);
    }

    /** Requests of one kind. */
    public static Match api(ApiKeys api) {
        return new Match(api, null, 0);
    }

    /** Only those of clients with that {@code client.id}. */
    public Match client(String id) {
        return new Match(api, id, nth);
    }

    /**
     * Only the n-th such request of each connection, counted from 1 and from the moment when the rule was added. A client
     * that reconnects begins again.
     */
    public Match nth(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("requests are counted from 1, not from " + n);
        }
        return new Match(api, client, n);
    }

    /** Without regard to {@link #nth}. */
    boolean accepts(Request request) {
        return (api == null || api == request.api()) && (client == null || client.equals(request.clientId()));
    }

    /** @param call which one of the accepted requests of its connection, counted from 1 */
    boolean acceptsCall(int call) {
        return nth == 0 || nth == call;
    }

    @Override
    public String toString() {
        return (api == null ? "any request" : api.name)
                + (client == null ? "" : " of " + client)
                + (nth == 0 ? "" : " #" + nth);
    }
}
