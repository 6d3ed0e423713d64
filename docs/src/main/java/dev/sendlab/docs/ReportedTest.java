package dev.sendlab.docs;

/**
 * What a report tells of one test, or of one invocation of it, if it is parameterized.
 *
 * @param className as Java's class files have it, with its package and {@code $} before a nested class
 * @param method without its parameters
 * @param millis how long it took
 * @param broker {@code process}, {@code container} or {@code external}; {@code none} if it was given no broker
 * @param isIntegration whether Failsafe ran it
 */
public record ReportedTest(
        String className, String method, State state, long millis, String broker, boolean isIntegration) {

    /** From the best to the worst. */
    public enum State {
        PASSED,
        SKIPPED,
        FAILED
    }
}
