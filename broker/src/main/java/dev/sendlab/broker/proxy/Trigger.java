package dev.sendlab.broker.proxy;

import java.util.SplittableRandom;

/** When a {@link Rule} acts on a request that it matches. It has no state of its own and may be shared by rules. */
@FunctionalInterface
public interface Trigger {

    /** @param call which one of the matching requests of all connections this is, counted from 1 for each rule */
    boolean fires(long call);

    /** On the first match. */
    static Trigger once() {
        return onCall(1);
    }

    /** On the n-th match and on no other, counted from 1. */
    static Trigger onCall(long n) {
        return call -> call == n;
    }

    /** On each of the first n matches. */
    static Trigger times(long n) {
        return call -> call <= n;
    }

    /** On every match. */
    static Trigger always() {
        return call -> true;
    }

    /**
     * On some matches, by lot. The n-th match draws the same lot in every run with this seed.
     *
     * @param probability from 0 (never) to 1 (always)
     */
    static Trigger withProbability(double probability, long seed) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("a probability lies between 0 and 1, and not at " + probability);
        }
        long first = new SplittableRandom(seed).nextLong();
        return call -> new SplittableRandom(first + call).nextDouble() < probability;
    }
}
