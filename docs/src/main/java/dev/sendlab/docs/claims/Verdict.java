package dev.sendlab.docs.claims;

import dev.sendlab.docs.ReportedTest.State;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What this build has shown of a claim.
 *
 * @param doubts one line for each test that does not prove it; none if it is proven
 * @param millis of its tests
 * @param brokers that they were given
 */
record Verdict(Claim claim, List<String> doubts, long millis, Set<String> brokers) {

    static Verdict of(Claim claim, TestResults results) {
        List<String> doubts = new ArrayList<>();
        Set<String> brokers = new LinkedHashSet<>();
        long millis = 0;
        for (TestName test : claim.tests()) {
            TestResult result = results.of(test);
            if (result == null) {
                doubts.add(test + " did not run in this build");
                continue;
            }
            millis += result.millis();
            brokers.add(result.broker());
            if (result.state() != State.PASSED) {
                doubts.add(test + (result.state() == State.FAILED ? " failed" : " was skipped"));
            }
        }
        return new Verdict(claim, doubts, millis, brokers);
    }

    boolean isProven() {
        return doubts.isEmpty();
    }

    @Override
    public String toString() {
        return claim.id() + " is not proven: " + String.join(", ", doubts) + " (" + claim.place() + ")";
    }
}
