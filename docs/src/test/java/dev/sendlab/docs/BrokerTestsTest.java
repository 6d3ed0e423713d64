package dev.sendlab.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTestsTest {

    private static final String BUILD = "2026-11-21T12:00:00Z";
    private static final String PASSED = "/>";
    private static final String FAILED = "><failure/></testcase>";
    private static final String BROKEN = "><error/></testcase>";
    private static final String SKIPPED = "><skipped/></testcase>";

    @TempDir
    private Path root;

    private TinyRepository repository;

    @BeforeEach
    void twoRooms() {
        repository = new TinyRepository(root)
                .file(
                        "pom.xml",
                        "<project><modules><module>sync-send</module><module>transactions</module></modules></project>");
    }

    @Test
    void theReportsOfAllRoomsAreSummed() {
        report("sync-send", "failsafe", BUILD, "a.AIT", PASSED, FAILED, BROKEN, SKIPPED);
        report("transactions", "failsafe", BUILD, "a.AIT", PASSED);

        assertThat(sum()).isEqualTo("real broker: 4 tests ran (0 in containers, 4 on child JVMs), 2 failed, 1 skipped");
    }

    @Test
    void whatNeedsNoBrokerDoesNotCount() {
        report("sync-send", "failsafe", BUILD, "a.UsageWithoutBrokerIT", PASSED);
        report("sync-send", "surefire", BUILD, "a.ATest", PASSED);

        assertThat(sum()).isEqualTo("real broker: no test ran in this build");
    }

    @Test
    void theKindsOfBrokerAreToldApart() {
        report("sync-send", "failsafe", BUILD, "a.AIT", PASSED, PASSED, SKIPPED);
        brokers("sync-send", "a.AIT.test1=container\na.AIT.test2=process\na.AIT.test3=container\n");
        report("transactions", "failsafe", BUILD, "a.AIT", PASSED, PASSED);
        brokers("transactions", "a.AIT.test1=external\n");

        assertThat(sum())
                .isEqualTo("real broker: 4 tests ran (1 in containers, 2 on child JVMs, 1 on an external cluster),"
                        + " 0 failed, 1 skipped");
    }

    @Test
    void aReportOfAnotherBuildDoesNotCount() {
        report("sync-send", "failsafe", "2026-11-21T11:00:00Z", "a.AIT", PASSED);

        assertThat(sum()).isEqualTo("real broker: no test ran in this build");
    }

    private String sum() {
        return BrokerTests.of(new Repository(root), BUILD).toString();
    }

    private void brokers(String room, String brokers) {
        repository.file(room + "/target/brokers-of-tests.properties", brokers);
    }

    private void report(String room, String by, String build, String className, String... ends) {
        StringBuilder report = new StringBuilder(
                "<testsuite><properties><property name='sendlab.build' value='" + build + "'/></properties>");
        for (int i = 1; i <= ends.length; i++) {
            report.append(
                    "<testcase classname='" + className + "' name='test" + i + "(int)[1]' time='0.1'" + ends[i - 1]);
        }
        repository.file(room + "/target/" + by + "-reports/TEST-" + className + ".xml", report + "</testsuite>");
    }
}
