package dev.sendlab.broker.proxy;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One client's connection and its counterpart to the broker, with a reading and a writing thread for each direction.
 *
 * <p>When the client leaves, what it has sent is still passed on, also what is held; then the broker is told by the end of
 * the stream, and everything is closed when the broker has answered that. When the broker leaves, the client still gets
 * the answers that are due, and then its connection is closed.
 */
final class Connection {

    private static final int CONNECT_MS = 5_000;
    /** Then the client is not read any further and feels it as on any slow connection. */
    private static final int MOST_WAITING_REQUESTS = 64;

    private static final Request END = new Request(new Frame(new byte[0], 0), null, 0, null);

    @FunctionalInterface
    private interface Pump {
        void run() throws IOException, InterruptedException;
    }

    private final FrameProxy proxy;
    private final Socket client;
    private final Socket broker = new Socket();
    private final BlockingQueue<Request> requests = new ArrayBlockingQueue<>(MOST_WAITING_REQUESTS);
    private final Answers answers = new Answers();
    private final Map<Rule, Integer> callsOfRules = new HashMap<>();
    private final Thread fromClient;
    private final Thread toBroker;
    private final Thread fromBroker;
    private final Thread toClient;
    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean closed;
    private boolean hungUp;

    Connection(FrameProxy proxy, Socket client, String name) {
        this.proxy = proxy;
        this.client = client;
        fromClient = thread(name + "-from-client", this::connectAndReadRequests);
        toBroker = thread(name + "-to-broker", this::writeRequests);
        fromBroker = thread(name + "-from-broker", this::readAnswers);
        toClient = thread(name + "-to-client", this::writeAnswers);
    }

    void start() {
        start(fromClient);
    }

    List<Thread> threads() {
        return List.of(fromClient, toBroker, fromBroker, toClient);
    }

    /** For the actions, on the thread that writes requests. */
    void forward(Request request) throws IOException {
        forward(request, this::answer);
    }

    void forward(Request request, Answers.Delivery delivery) throws IOException {
        if (request.isAnswered()) {
            answers.expect(request.correlationId(), delivery);
        }
        broker.getOutputStream().write(request.frame().bytes());
    }

    /** Gives an answer that is not the broker's, when its turn comes. */
    void answer(Frame answer, Answers.Delivery delivery) {
        answers.expectReady(answer, delivery);
    }

    void answerNever(Request request) {
        if (request.isAnswered()) {
            answers.expectNone();
        }
    }

    /** Nothing that the client has sent or will send reaches the broker any more. */
    void hangUp() throws IOException {
        hungUp = true;
        closeClient();
    }

    /** For the deliveries, on the thread that writes answers. A client that has left misses its answers. */
    void answer(Frame answer) {
        try {
            client.getOutputStream().write(answer.bytes());
        } catch (IOException clientHasLeft) {
            return;
        }
    }

    void closeClient() throws IOException {
        client.close();
    }

    /** @return false if there was nothing left to reset */
    boolean resetClient() {
        try {
            // A close without lingering throws away what was not sent yet, and tells it by RST instead of FIN.
            client.setSoLinger(true, 0);
            client.close();
            return true;
        } catch (IOException closedAlready) {
            return false;
        }
    }

    /** Closes both sides at once, whatever is on its way, and interrupts what waits. */
    void close() {
        closed = true;
        closeSockets();
        threads().forEach(Thread::interrupt);
    }

    private void connectAndReadRequests() throws IOException, InterruptedException {
        try {
            client.setTcpNoDelay(true);
            broker.setTcpNoDelay(true);
            broker.connect(new InetSocketAddress(FrameProxy.LOOPBACK, proxy.brokerPort()), CONNECT_MS);
        } catch (IOException brokerIsDead) {
            resetClient();
            closeSockets();
            return;
        }
        List.of(toBroker, fromBroker, toClient).forEach(this::start);
        if (closed) {
            close(); // Once more: a thread that was not started yet has not been interrupted.
        }
        try {
            DataInputStream in = stream(client);
            while (true) {
                requests.put(Request.parse(Frame.read(in)));
            }
        } catch (RuntimeException notKafka) {
            abort(notKafka);
        } finally {
            requests.put(END);
        }
    }

    /** To the very end, even if nothing is passed on any more: the thread that reads must not wait for room for ever. */
    private void writeRequests() throws IOException, InterruptedException {
        for (Request request = requests.take(); request != END; request = requests.take()) {
            if (!hungUp) {
                pass(request);
            }
        }
        broker.shutdownOutput();
    }

    private void pass(Request request) throws InterruptedException {
        try {
            Rule rule = proxy.ruleFor(request, callsOfRules);
            if (rule == null) {
                forward(request);
            } else {
                rule.act(this, request);
            }
        } catch (IOException brokerHasLeft) {
            hungUp = true;
        } catch (RuntimeException | Error e) {
            hungUp = true;
            abort(e);
        }
    }

    private void readAnswers() throws IOException {
        try {
            DataInputStream in = stream(broker);
            while (true) {
                answers.arrived(Frame.read(in));
            }
        } catch (RuntimeException notKafka) {
            abort(notKafka);
        } finally {
            answers.end();
        }
    }

    private void writeAnswers() throws IOException, InterruptedException {
        for (Answers.Turn turn = answers.next(); turn != null; turn = answers.next()) {
            turn.answer().awaitAge(proxy.roundTripNanos());
            turn.delivery().of(turn.answer());
        }
        closeSockets();
    }

    private static DataInputStream stream(Socket socket) throws IOException {
        return new DataInputStream(new BufferedInputStream(socket.getInputStream(), 64 * 1024));
    }

    private Thread thread(String name, Pump pump) {
        Thread thread = new Thread(
                () -> {
                    try {
                        pump.run();
                    } catch (IOException disconnected) {
                        return; // The other threads learn it from their own sockets and queues.
                    } catch (Throwable e) {
                        abort(e);
                    } finally {
                        if (running.decrementAndGet() == 0) {
                            proxy.ended(this);
                        }
                    }
                },
                name);
        thread.setDaemon(true);
        return thread;
    }

    private void start(Thread thread) {
        running.incrementAndGet();
        thread.start();
    }

    private void abort(Throwable e) {
        if (closed) {
            return; // Interrupted by close().
        }
        proxy.failed(e);
        resetClient();
        closeSockets();
    }

    private void closeSockets() {
        for (Socket socket : List.of(client, broker)) {
            try {
                socket.close();
            } catch (IOException e) {
                proxy.failed(e);
            }
        }
    }
}
