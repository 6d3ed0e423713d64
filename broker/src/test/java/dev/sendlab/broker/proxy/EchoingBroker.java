package dev.sendlab.broker.proxy;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Stands in for a broker: answers each request at once with nothing but its number, and tells what reached it. */
final class EchoingBroker {

    private final ServerSocket server;
    private final Thread accepting;
    private final BlockingQueue<Socket> connections = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> received = new LinkedBlockingQueue<>();

    private volatile int confused;

    EchoingBroker() throws IOException {
        server = new ServerSocket(0, 50, FrameProxy.LOOPBACK);
        accepting = daemon(this::accept);
    }

    /** From now on its answers bear the numbers of other requests. */
    void confuseAnswers() {
        confused = 1_000;
    }

    int port() {
        return server.getLocalPort();
    }

    /** The correlation id of the next request, or -1 at the end of a connection; null when none comes within 5 s. */
    Integer next() throws InterruptedException {
        return received.poll(5, TimeUnit.SECONDS);
    }

    Integer nextIfAny() {
        return received.poll();
    }

    /** Ends the oldest connection. */
    void disconnectOne() throws Exception {
        connections.poll(5, TimeUnit.SECONDS).close();
    }

    /** Dead when this returns: a connection may be accepted while the listening socket is being closed. */
    void close() throws Exception {
        server.close();
        accepting.join(5_000);
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket connection = server.accept();
            connections.add(connection);
            daemon(() -> serve(connection));
        }
    }

    private void serve(Socket connection) throws IOException {
        try (connection) {
            DataInputStream in = new DataInputStream(connection.getInputStream());
            while (true) {
                Request request = Request.parse(Frame.read(in));
                received.add(request.correlationId());
                if (request.isAnswered()) {
                    ByteBuffer answer = ByteBuffer.allocate(4).putInt(0, request.correlationId() + confused);
                    connection.getOutputStream().write(Frame.of(answer, 0).bytes());
                }
            }
        } finally {
            received.add(-1);
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static Thread daemon(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException closed) {
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
