package dev.sendlab.docs.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.docs.TinyRepository;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    private static final String FILE = "../sync-send/src/test/java/dev/sendlab/syncsend/OutageIT.java";

    @TempDir
    private Path root;

    @Test
    void aClaimIsAHeadingASentenceAndAList() {
        List<Claim> claims = read("""
                # The claims

                ## A theme

                ### C26

                What failed
                may be in `the log`.

                * **Texts:** wrong. They say otherwise.
                * **Proof:** [OutageIT.failed](%s), [OutageIT.Nested.failed](%s)
                * **Control:** [OutageIT.taken](%s): the contrary
                * **Source:** `ProducerBatch.done`.
                """.formatted(FILE, FILE, FILE));

        assertThat(claims).hasSize(1);
        Claim claim = claims.get(0);
        assertThat(claim.id()).isEqualTo("C26");
        assertThat(claim.sentence()).isEqualTo("What failed may be in `the log`.");
        assertThat(claim.verdict()).isEqualTo("wrong");
        assertThat(claim.source()).isEqualTo("`ProducerBatch.done`.");
        assertThat(claim.place()).isEqualTo("docs/claims.md:5");
        assertThat(claim.tests())
                .containsExactly(
                        new TestName("dev.sendlab.syncsend.OutageIT", "failed"),
                        new TestName("dev.sendlab.syncsend.OutageIT$Nested", "failed"),
                        new TestName("dev.sendlab.syncsend.OutageIT", "taken"));
    }

    @Test
    void aTestIsAMethodOfTheClassThatTheFileIsNamedAfter() {
        goesRed("* **Proof:** [OtherIT.failed](" + FILE + ")", "OtherIT.failed is not in " + FILE);
        goesRed("* **Proof:** [OutageIT](" + FILE + ")", "is not [Class.method]");
        goesRed("* **Proof:** [OutageIT.failed](sync-send.md)", "is not [Class.method]");
    }

    @Test
    void whatIsKnownOfAClaimHasItsLabel() {
        goesRed("* [OutageIT.failed](" + FILE + ")", "each item begins with one of");
        goesRed("* **Proofs:** [OutageIT.failed](" + FILE + ")", "each item begins with one of");
        goesRed("* **Source:** a\n* **Source:** b", "each once");
        goesRed("* **Texts:** false.", "not 'false'");
        goesRed("Another sentence.", "needs one paragraph");
    }

    @Test
    void aClaimIsHeadedByItsId() {
        assertThatThrownBy(() -> read("### Claim 26\n\nSentence.\n\n* **Source:** a\n"))
                .hasMessage("docs/claims.md:1: the heading of a claim is its id, such as C26, not 'Claim 26'");
    }

    private void goesRed(String list, String message) {
        assertThatThrownBy(() -> read("### C26\n\nSentence.\n\n" + list + "\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("docs/claims.md:")
                .hasMessageContaining(message);
    }

    private List<Claim> read(String text) {
        return Ledger.read(new TinyRepository(root).page("docs/claims.md", text));
    }
}
