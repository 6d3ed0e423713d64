package dev.sendlab.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Free loopback ports that stay ours over a restart. They lie below the range from which the kernel takes the local port
 * of an outgoing connection (32768 and up on Linux): a client that keeps knocking at a dead broker's port inside that
 * range can be given the very same port as its own, connects to itself, and the broker never gets its port back.
 *
 * <p>That nobody listens at a port does not make it free: a broker of another JVM may be dead just now, or not yet
 * started. So each JVM leases a block of ports by a lock on a file, which the system gives back when the JVM ends.
 */
final class Ports {

    private static final int FIRST = 20_000;
    private static final int BLOCK = 50;
    private static final int BLOCKS = 240;

    private static final Path LOCKS =
            Path.of(System.getProperty("java.io.tmpdir"), "sendlab-ports-" + System.getProperty("user.name"));

    private static final List<Integer> NOT_TRIED =
            new ArrayList<>(IntStream.range(0, BLOCKS).boxed().toList());

    /** Open for as long as this JVM lives: closing one would give its block back. */
    private static final List<FileChannel> LEASES = new ArrayList<>();

    private static int next;
    private static int end;

    static {
        Collections.shuffle(NOT_TRIED);
    }

    private Ports() {}

    /** Never the same twice. */
    static synchronized int free() {
        while (true) {
            if (next == end) {
                lease();
            }
            int port = next++;
            if (nobodyListensAt(port)) {
                return port;
            }
        }
    }

    private static void lease() {
        while (!NOT_TRIED.isEmpty()) {
            int block = NOT_TRIED.remove(NOT_TRIED.size() - 1);
            if (lease(block)) {
                next = FIRST + block * BLOCK;
                end = next + BLOCK;
                return;
            }
        }
        throw new IllegalStateException("no free loopback port from " + FIRST + " on");
    }

    /** @return false if another JVM has it */
    static boolean lease(int block) {
        try {
            Files.createDirectories(LOCKS);
            FileChannel lease = FileChannel.open(
                    LOCKS.resolve(Integer.toString(block)), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lease.tryLock() == null) {
                lease.close();
                return false;
            }
            LEASES.add(lease);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("no port can be leased in " + LOCKS, e);
        }
    }

    static int blockOf(int port) {
        return (port - FIRST) / BLOCK;
    }

    private static boolean nobodyListensAt(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
