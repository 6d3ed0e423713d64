package dev.sendlab.docs.claims;

import dev.sendlab.docs.ReportedTest;
import dev.sendlab.docs.Reports;
import dev.sendlab.docs.Repository;
import java.util.HashMap;
import java.util.Map;

/** What became of each test of one build. */
final class TestResults {

    private final Map<TestName, TestResult> results = new HashMap<>();

    private TestResults() {}

    /** @param build its id; what another build has left behind is not read */
    static TestResults of(Repository repository, String build) {
        TestResults all = new TestResults();
        for (ReportedTest test : Reports.of(repository, build)) {
            all.results.merge(
                    new TestName(test.className(), test.method()),
                    new TestResult(test.state(), test.millis(), test.broker()),
                    TestResult::and);
        }
        return all;
    }

    /** @return null if it did not run in this build */
    TestResult of(TestName test) {
        return results.get(test);
    }

    boolean areExternal() {
        return results.values().stream().anyMatch(result -> result.broker().equals("external"));
    }
}
