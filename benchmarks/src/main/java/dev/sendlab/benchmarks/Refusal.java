package dev.sendlab.benchmarks;

/** A cell that cannot be measured. JMH prints what a setup throws with its stack; a user's own mistake has none. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    Refusal(String message) {
        super(message, null, false, false);
    }
}
