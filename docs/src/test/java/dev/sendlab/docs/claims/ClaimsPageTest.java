package dev.sendlab.docs.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.docs.Page;
import dev.sendlab.docs.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The ledger, held against the sources: what it names is there, and what others cite is in it. */
class ClaimsPageTest {

    private static final Repository REPOSITORY = Repository.find();
    private static final List<Claim> LEDGER = Claims.ledger(REPOSITORY);
    private static final Pattern ID = Pattern.compile("\\bC\\d{2,3}\\b");

    @Test
    void everyClaimHasItsOwnId() {
        assertThat(LEDGER).extracting(Claim::id).doesNotHaveDuplicates().isNotEmpty();
    }

    @Test
    void everyClaimHasAProofAndAControl() {
        List<String> lines = page().lines();

        assertThat(LEDGER)
                .allSatisfy(
                        claim -> assertThat(claim.proofs()).as(claim.place()).isNotEmpty());
        assertThat(lines.stream().filter(line -> line.startsWith("* **Control:** ")))
                .hasSameSizeAs(LEDGER);
    }

    @Test
    void everyTestOfAClaimIsThere() {
        for (Claim claim : LEDGER) {
            for (Claim.Reference reference : Stream.concat(claim.proofs().stream(), claim.controls().stream())
                    .toList()) {
                Path file = REPOSITORY
                        .root()
                        .resolve("docs")
                        .resolve(reference.file())
                        .normalize();
                assertThat(text(file))
                        .as("%s: %s", claim.place(), reference.test())
                        .containsPattern("@(Test|ParameterizedTest|RepeatedTest)\\b(?s:(?!\\bvoid\\b).)*void "
                                + reference.test().method() + "\\(");
            }
        }
    }

    /** Not the other way round: a claim may be there for its own sake. */
    @Test
    void everyIdThatAPageCitesIsInTheLedger() {
        for (Page page : REPOSITORY.pages()) {
            assertThat(unknown(page.lines())).as(page.name()).isEmpty();
        }
    }

    /** What the code says of Kafka too: comments, tests, and the findings of explain. */
    @Test
    void everyIdThatTheCodeCitesIsInTheLedger() throws IOException {
        for (String room : REPOSITORY.rooms()) {
            // This room's tests make claims up.
            Path sources = REPOSITORY.root().resolve(room).resolve(room.equals("docs") ? "src/main" : "src");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file :
                        files.filter(file -> file.toString().endsWith(".java")).toList()) {
                    assertThat(unknown(Files.readAllLines(file)))
                            .as(file.toString())
                            .isEmpty();
                }
            }
        }
    }

    private static Set<String> unknown(List<String> lines) {
        Set<String> cited = ids(lines.stream());
        cited.removeAll(LEDGER.stream().map(Claim::id).collect(Collectors.toSet()));
        cited.removeAll(ids(page().lines().stream().dropWhile(line -> !line.equals("## Not shown here"))));
        return cited;
    }

    private static Page page() {
        return Page.read(REPOSITORY.root(), REPOSITORY.root().resolve("docs/claims.md"));
    }

    private static Set<String> ids(Stream<String> lines) {
        return lines.flatMap(line -> ID.matcher(line).results().map(MatchResult::group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("docs/claims.md links to " + file, e);
        }
    }
}
