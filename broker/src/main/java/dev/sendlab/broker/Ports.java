package dev.sendlab.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free loopback ports that stay usable over a restart. They lie below the range from which the kernel takes the local
 * port of an outgoing connection (32768 and up on Linux): a client that keeps knocking at a dead broker's port inside
 * that range can be given the very same port as its own, connects to itself, and the broker never gets its port back.
 */
final class Ports {

    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;

    /** A port is free until somebody listens at it, and the broker that got it may not do so yet, or be dead just now. */
    private static final Set<Integer> HANDED_OUT = new HashSet<>();

    private Ports() {}

    static synchronized int free() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (!HANDED_OUT.contains(port) && nobodyListensAt(port)) {
                HANDED_OUT.add(port);
                return port;
            }
        }
        throw new IllegalStateException("no free loopback port between " + FIRST + " and " + LAST);
    }

    private static boolean nobodyListensAt(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
