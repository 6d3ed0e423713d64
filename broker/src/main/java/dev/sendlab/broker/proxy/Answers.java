package dev.sendlab.broker.proxy;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The answers that one connection's client still expects, in the order of its requests: Kafka's client takes them in no
 * other. Whoever answers, the broker or a rule, an answer is given only when those before it are.
 */
final class Answers {

    /** What is done with an answer when its turn has come. */
    @FunctionalInterface
    interface Delivery {
        void of(Frame answer) throws IOException, InterruptedException;
    }

    private static final class Expected {
        private final int correlationId;
        private final Delivery delivery;
        private Frame answer;

        Expected(int correlationId, Frame answer, Delivery delivery) {
            this.correlationId = correlationId;
            this.answer = answer;
            this.delivery = delivery;
        }
    }

    private final Deque<Expected> inOrder = new ArrayDeque<>();
    private final Deque<Expected> fromBroker = new ArrayDeque<>();
    private boolean ended;

    /** One that the broker will give. To be called before the broker can have seen the request. */
    synchronized void expect(int correlationId, Delivery delivery) {
        Expected expected = new Expected(correlationId, null, delivery);
        inOrder.add(expected);
        fromBroker.add(expected);
    }

    /** One that is known already. */
    synchronized void expectReady(Frame answer, Delivery delivery) {
        inOrder.add(new Expected(0, answer, delivery));
        notifyAll();
    }

    /** One that never comes, nor does any after it. */
    synchronized void expectNone() {
        inOrder.add(new Expected(0, null, answer -> {}));
    }

    /** @throws IllegalStateException if this is not the answer that the broker has to give now */
    synchronized void arrived(Frame answer) {
        int correlationId = answer.payload().getInt();
        Expected expected = fromBroker.poll();
        if (expected == null || expected.correlationId != correlationId) {
            throw new IllegalStateException("the broker answered request " + correlationId + ", and expected was "
                    + (expected == null ? "none" : expected.correlationId));
        }
        expected.answer = answer;
        notifyAll();
    }

    /** The broker gives no more. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /**
     * Waits for the turn of the next answer, without delivering it.
     *
     * @return null if there will be none
     */
    synchronized Turn next() throws InterruptedException {
        while (!ended && !nextIsHere()) {
            wait();
        }
        if (!nextIsHere()) {
            return null;
        }
        Expected next = inOrder.poll();
        return new Turn(next.answer, next.delivery);
    }

    private boolean nextIsHere() {
        return !inOrder.isEmpty() && inOrder.peek().answer != null;
    }

    record Turn(Frame answer, Delivery delivery) {}
}
