package dev.sendlab.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free loopback ports that stay usable over a restart. They lie below the range from which the kernel takes the local
 * port of an outgoing connection (32768 and up on Linux): a client that keeps knocking at a dead broker's port inside
 * that range can be given the very same port as its own, connects to itself, and the broker never gets its port back.
 */
final class Ports {

    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;

    private Ports() {}

    /** Another one than that, which is free only because nobody listens at it yet. */
    static int freeBeside(int other) {
        int port = free();
        return port == other ? freeBeside(other) : port;
    }

    static int free() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IllegalStateException("no free loopback port between " + FIRST + " and " + LAST);
    }
}
