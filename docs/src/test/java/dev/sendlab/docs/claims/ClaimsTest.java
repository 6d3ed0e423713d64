package dev.sendlab.docs.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sendlab.docs.Repository;
import dev.sendlab.docs.TinyRepository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a claim counts as proven. */
class ClaimsTest {

    private static final String BUILD = "2026-11-21T12:00:00Z";
    private static final String PASSED = "<testcase classname='a.AIT' name='holds(KafkaCluster)' time='0.250'/>";

    @TempDir
    private Path root;

    private final List<String> doubts = new ArrayList<>();

    private TinyRepository repository;

    @BeforeEach
    void oneClaim() {
        repository = new TinyRepository(root)
                .file("pom.xml", "<project><modules><module>room</module></modules></project>")
                .file("docs/claims.md", """
                        ### C01

                        It | holds, see [there](other.md).

                        * **Proof:** [AIT.holds](../room/src/test/java/a/AIT.java)
                        * **Control:** in the same test

                        ### C02

                        Not shown.

                        * **Source:** nobody
                        """);
    }

    @Test
    void whatRanAndPassedInThisBuildIsProven() {
        report(BUILD, PASSED);

        assertThat(verdict().isProven()).isTrue();
        assertThat(verdict().millis()).isEqualTo(250);
        assertThat(verdict().brokers()).containsExactly("none");
    }

    @Test
    void aClaimWithoutATestIsNotCounted() {
        assertThat(Claims.provable(new Repository(root)).map(Claim::id)).containsExactly("C01");
    }

    @Test
    void withoutAReportItIsNotProven() {
        assertThat(verdict()).hasToString("C01 is not proven: AIT.holds did not run in this build (docs/claims.md:1)");
    }

    @Test
    void aStaleReportProvesNothing() {
        report("2026-11-21T11:00:00Z", PASSED);

        assertThat(verdict().doubts()).containsExactly("AIT.holds did not run in this build");
    }

    @Test
    void aReportThatCarriesNoBuildProvesNothing() {
        repository.file("room/target/failsafe-reports/TEST-a.AIT.xml", "<testsuite>" + PASSED + "</testsuite>");

        assertThat(verdict().isProven()).isFalse();
    }

    @Test
    void aTestOfTheSameNameInAnotherRoomProvesNothing() {
        report(BUILD, PASSED.replace("a.AIT", "b.AIT"));

        assertThat(verdict().isProven()).isFalse();
    }

    @Test
    void whatWasSkippedIsNotProven() {
        report(BUILD, "<testcase classname='a.AIT' name='holds' time='0'><skipped/></testcase>");

        assertThat(verdict().doubts()).containsExactly("AIT.holds was skipped");
    }

    @Test
    void oneInvocationThatFailedIsEnough() {
        report(BUILD, """
                <testcase classname='a.AIT' name='holds(int)[1]' time='0.1'/>
                <testcase classname='a.AIT' name='holds(int)[2]' time='0.1'><failure/></testcase>
                <testcase classname='a.AIT' name='holds(int)[3]' time='0.1'/>
                """);

        assertThat(verdict().doubts()).containsExactly("AIT.holds failed");
        assertThat(verdict().millis()).isEqualTo(300);
    }

    @Test
    void anErrorIsAFailure() {
        report(BUILD, "<testcase classname='a.AIT' name='holds' time='1,000.5'><error/></testcase>");

        assertThat(verdict().doubts()).containsExactly("AIT.holds failed");
        assertThat(verdict().millis()).isEqualTo(1_000_500);
    }

    @Test
    void theReportsTellOfTheTestsAndTheirBrokers() throws Exception {
        repository.file("room/target/brokers-of-tests.properties", "a.AIT.holds=container\n");
        report(BUILD, PASSED);

        new ClaimReport(List.of(verdict()), BUILD, "4.3.1").write(root.resolve("docs/target"));

        JsonNode json = new ObjectMapper().readTree(repository.text("docs/target/claims.json"));
        assertThat(json.get("build").asText()).isEqualTo(BUILD);
        assertThat(json.get("brokerVersion").asText()).isEqualTo("4.3.1");
        JsonNode claim = json.get("claims").get(0);
        assertThat(claim.get("id").asText()).isEqualTo("C01");
        assertThat(claim.get("proven").asBoolean()).isTrue();
        assertThat(claim.get("milliseconds").asLong()).isEqualTo(250);
        assertThat(claim.get("brokers").get(0).asText()).isEqualTo("container");
        assertThat(repository.text("docs/target/claims.html"))
                .contains("1 of 1 proven", "It | holds, see there.", "<code>AIT.holds</code>", "<td>container</td>");
    }

    @Test
    void theVersionOfAnExternalClusterIsNotKnown() throws Exception {
        repository.file("room/target/brokers-of-tests.properties", "a.AIT.holds=external\n");
        report(BUILD, PASSED);

        new ClaimReport(List.of(verdict()), BUILD, "4.3.1").write(root.resolve("docs/target"));

        JsonNode json = new ObjectMapper().readTree(repository.text("docs/target/claims.json"));
        assertThat(json.get("brokerVersion").isNull()).isTrue();
        assertThat(json.get("clientVersion").asText()).isEqualTo("4.3.1");
    }

    @Test
    void aBuildWithAnUnprovenClaimFails() {
        assertThatThrownBy(() -> check(false)).hasMessage("claims: 0 proven, 1 unproven");
        assertThat(doubts)
                .containsExactly("claims: C01 is not proven: AIT.holds did not run in this build (docs/claims.md:1)");
    }

    @Test
    void aBuildThatWasAskedForSomeTestsOnlyDoesNot() {
        assertThat(check(true)).isEqualTo("claims: 0 proven, 1 unproven (not all tests were asked for)");
        assertThat(doubts).isEmpty();
    }

    @Test
    void anExternalRoundListsWhatItCouldNotProve() {
        repository.file("room/target/brokers-of-tests.properties", "a.AIT.other=external\n");
        report(BUILD, "<testcase classname='a.AIT' name='other' time='0'/>");

        assertThat(check(false)).isEqualTo("claims: 0 proven, 1 unproven");
    }

    @Test
    void aBuildWithEveryClaimProvenSaysSo() {
        report(BUILD, PASSED);

        assertThat(check(false)).isEqualTo("claims: 1 proven, 0 unproven");
    }

    private String check(boolean isPartial) {
        return Claims.check(new Repository(root), BUILD, "4.3.1", isPartial, doubts::add);
    }

    private Verdict verdict() {
        Repository here = new Repository(root);
        Claim claim = Claims.provable(here).findFirst().orElseThrow();
        return Verdict.of(claim, TestResults.of(here, BUILD));
    }

    private void report(String build, String tests) {
        repository.file(
                "room/target/failsafe-reports/TEST-a.AIT.xml",
                "<testsuite><properties><property name='sendlab.build' value='" + build + "'/></properties>" + tests
                        + "</testsuite>");
    }
}
