package dev.sendlab.broker.proxy;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.common.protocol.Errors;

/**
 * What a {@link Rule} does to a request. Requests keep their order as on any TCP connection: while one is delayed or
 * held, those behind it on the same connection wait. The same is true of answers.
 */
public final class Action {

    @FunctionalInterface
    interface Step {
        void take(Connection connection, Request request, Runnable fired) throws IOException, InterruptedException;
    }

    private final String name;
    private final Step step;

    private Action(String name, Step step) {
        this.name = name;
        this.step = step;
    }

    /** Passes the request on, and only counts. */
    public static Action forward() {
        return run("forward", () -> {});
    }

    /**
     * Passes the request on and its answer back, and tells of both before the client has the answer. A Produce with acks=0,
     * which has no answer, is passed on and not told of.
     *
     * @param told on the thread that moves the connection's answers
     */
    public static Action watch(Consumer<Exchange> told) {
        return new Action(
                "watch",
                (connection, request, fired) -> connection.forward(request, answer -> {
                    told.accept(Exchange.of(request, answer));
                    fired.run();
                    connection.answer(answer);
                }));
    }

    /** Passes the request on when it is that old. */
    public static Action delay(Duration duration) {
        long nanos = duration.toNanos();
        return new Action("delay by " + duration, (connection, request, fired) -> {
            request.frame().awaitAge(nanos);
            fired.run();
            connection.forward(request);
        });
    }

    /**
     * Passes the request on when the hold is released, and does so even if its client has left in the meantime: bytes that
     * are on their way arrive.
     */
    public static Action hold(Hold hold) {
        return new Action("hold", (connection, request, fired) -> {
            fired.run();
            hold.await();
            connection.forward(request);
        });
    }

    /** Passes the request on and keeps the broker's answer until the hold is released. Held means: the work is done. */
    public static Action holdAnswer(Hold hold) {
        return new Action(
                "hold the answer",
                (connection, request, fired) -> connection.forward(request, answer -> {
                    fired.run();
                    hold.await();
                    connection.answer(answer);
                }));
    }

    /**
     * Passes the request on, waits for the broker's answer, swallows it and closes the client's connection. The broker
     * has done the work, and the client cannot know. What the proxy has read of the client meanwhile still reaches the broker. (A
     * Produce with acks=0, which has no answer, is passed on before the connection is closed.)
     */
    public static Action dropAnswerAndClose() {
        return new Action("drop the answer and close", (connection, request, fired) -> {
            if (request.isAnswered()) {
                connection.forward(request, answer -> {
                    fired.run();
                    connection.closeClient();
                });
            } else {
                connection.forward(request);
                fired.run();
                connection.hangUp();
            }
        });
    }

    /**
     * Swallows the request. Later ones of the connection are passed on; but a client takes answers only in the order of
     * its requests, so it gets none of them and waits until its own deadline.
     */
    public static Action dropRequest() {
        return new Action("drop the request", (connection, request, fired) -> {
            fired.run();
            connection.answerNever(request);
        });
    }

    /**
     * Answers with an error in the broker's stead; the broker never sees the request. A Produce with acks=0 has no answer:
     * then the connection is closed, as a broker does.
     *
     * @throws IllegalArgumentException for {@link Errors#NONE}
     */
    public static Action answer(Errors error) {
        Hold open = new Hold();
        open.release();
        return answer(error, open);
    }

    /** As {@link #answer(Errors)}, but the answer is held. Later requests of the connection reach the broker meanwhile. */
    public static Action answer(Errors error, Hold hold) {
        if (error == Errors.NONE) {
            throw new IllegalArgumentException("only a broker can say that all is well");
        }
        return new Action("answer " + error, (connection, request, fired) -> {
            var refusal = request.refusal(error);
            fired.run();
            if (refusal.isPresent()) {
                connection.answer(refusal.get(), answer -> {
                    hold.await();
                    connection.answer(answer);
                });
            } else {
                connection.hangUp();
            }
        });
    }

    /** Resets the client's connection (TCP RST). Neither the request nor what is behind it reaches the broker. */
    public static Action reset() {
        return new Action("reset", (connection, request, fired) -> {
            fired.run();
            connection.resetClient();
            connection.hangUp();
        });
    }

    /**
     * Runs that, on the thread that moves the connection's requests, and then passes the request on; to nobody, if the
     * task has ended the broker. What it throws ends the connection and is one of {@link FrameProxy#failures()}.
     */
    public static Action run(Runnable task) {
        return run("run", task);
    }

    private static Action run(String name, Runnable task) {
        return new Action(name, (connection, request, fired) -> {
            task.run();
            fired.run();
            connection.forward(request);
        });
    }

    Step step() {
        return step;
    }

    @Override
    public String toString() {
        return name;
    }
}
