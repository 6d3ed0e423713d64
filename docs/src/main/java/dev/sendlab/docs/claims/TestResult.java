package dev.sendlab.docs.claims;

import dev.sendlab.docs.ReportedTest.State;

/**
 * What became of a test in this build; of all its invocations, if it is parameterized.
 *
 * @param state of several invocations the worst
 * @param millis how long it took
 * @param broker {@code process}, {@code container} or {@code external}; {@code none} if it was given no broker
 */
record TestResult(State state, long millis, String broker) {

    TestResult and(TestResult other) {
        State worse = state.compareTo(other.state) > 0 ? state : other.state;
        return new TestResult(worse, millis + other.millis, broker);
    }
}
