package dev.sendlab.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTestsTest {

    private static final Instant LONG_AGO = Instant.EPOCH;

    @TempDir
    private Path root;

    @Test
    void theReportsOfAllRoomsAreSummed() {
        report("sync-send", "TEST-A.xml", "tests='5' errors='1' skipped='1' failures='2'");
        report("sync-send", "TEST-B.xml", "tests='2' errors='0' skipped='0' failures='0'");
        report("transactions", "TEST-C.xml", "tests='30' errors='0' skipped='0' failures='0'");
        report("cli", "TEST-UsageWithoutBrokerIT.xml", "tests='7' errors='0' skipped='0' failures='0'");

        assertThat(BrokerTests.of(root, LONG_AGO))
                .hasToString("real broker: 36 tests ran (0 in containers, 36 on child JVMs), 3 failed, 1 skipped");
    }

    @Test
    void theKindsOfBrokerAreSummedToo() {
        report("sync-send", "TEST-A.xml", "tests='5' errors='0' skipped='1' failures='0'");
        kinds("sync-send", "container=2\nexternal=0\nprocess=2\n");
        report("transactions", "TEST-C.xml", "tests='30' errors='0' skipped='0' failures='0'");
        kinds("transactions", "container=20\nexternal=5\nprocess=5\n");

        assertThat(BrokerTests.of(root, LONG_AGO))
                .hasToString("real broker: 34 tests ran (22 in containers, 7 on child JVMs, 5 on an external cluster),"
                        + " 0 failed, 1 skipped");
    }

    @Test
    void aReportFromBeforeTheBuildDoesNotCount() {
        report("sync-send", "TEST-A.xml", "tests='5' errors='0' skipped='0' failures='0'");

        assertThat(BrokerTests.of(root, Instant.now().plusSeconds(60)))
                .hasToString("real broker: no test ran in this build");
    }

    @Test
    void withoutReportsItSaysSo() {
        new TinyRepository(root).file("sync-send/pom.xml", "<project/>");

        assertThat(BrokerTests.of(root, LONG_AGO)).hasToString("real broker: no test ran in this build");
    }

    private void kinds(String room, String counts) {
        new TinyRepository(root).file(room + "/target/real-brokers.properties", counts);
    }

    private void report(String room, String name, String counts) {
        new TinyRepository(root).file(room + "/target/failsafe-reports/" + name, "<testsuite " + counts + "/>");
    }
}
