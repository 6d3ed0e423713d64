package dev.sendlab.docs;

import dev.sendlab.docs.ReportedTest.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How many tests of this build met a real broker, and of which kind, summed over all rooms. They are the integration
 * tests; a class of those that need none is called {@code ...WithoutBrokerIT}.
 *
 * @param ran those that were not skipped; what was neither in a container nor external was on a child JVM
 * @param failed of those
 * @param inContainers those of {@code ran} that were given a broker in a container
 * @param external those of {@code ran} that were given a cluster that runs elsewhere
 */
public record BrokerTests(long ran, long failed, long skipped, long inContainers, long external) {

    /** @param args the root of the repository, and the id of this build */
    public static void main(String[] args) {
        System.out.println(of(new Repository(Path.of(args[0]).toAbsolutePath().normalize()), args[1]));
    }

    /** @param build its id; what another build has left behind does not count */
    public static BrokerTests of(Repository repository, String build) {
        List<ReportedTest> tests = Reports.of(repository, build).stream()
                .filter(ReportedTest::isIntegration)
                .filter(test -> !test.className().endsWith("WithoutBrokerIT"))
                .toList();
        List<ReportedTest> ran =
                tests.stream().filter(test -> test.state() != State.SKIPPED).toList();
        return new BrokerTests(
                ran.size(),
                ran.stream().filter(test -> test.state() == State.FAILED).count(),
                tests.size() - ran.size(),
                ran.stream().filter(test -> test.broker().equals("container")).count(),
                ran.stream().filter(test -> test.broker().equals("external")).count());
    }

    @Override
    public String toString() {
        if (ran + skipped == 0) {
            return "real broker: no test ran in this build";
        }
        List<String> where = new ArrayList<>();
        where.add(inContainers + " in containers");
        where.add(ran - inContainers - external + " on child JVMs");
        if (external > 0) {
            where.add(external + " on an external cluster");
        }
        return "real broker: " + ran + " tests ran (" + String.join(", ", where) + "), " + failed + " failed, "
                + skipped + " skipped";
    }
}
