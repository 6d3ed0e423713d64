package dev.sendlab.docs.claims;

import dev.sendlab.docs.Page;
import dev.sendlab.docs.Repository;
import dev.sendlab.docs.WholeBuild;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Whether each claim of the ledger was proven by the tests of this build. A claim whose test is missing, was skipped or
 * failed ends the build, and its line says which.
 */
public final class Claims {

    private Claims() {}

    /** @param args the root of the repository, the id of this build, and the version of Kafka */
    public static void main(String[] args) {
        Path root = Path.of(args[0]).toAbsolutePath().normalize();
        boolean isPartial = !WholeBuild.isAskedFor();
        System.out.println(check(new Repository(root), args[1], args[2], isPartial, System.out::println));
    }

    /**
     * Writes the reports.
     *
     * @param isPartial whether not all tests were asked for: then nothing is missed
     * @param doubts gets a line for each claim that is not proven
     * @return the sum
     * @throws IllegalStateException if a claim is not proven, unless the build was partial, or on an external cluster,
     *     where not every test can run
     */
    static String check(
            Repository repository, String build, String kafkaVersion, boolean isPartial, Consumer<String> doubts) {
        TestResults results = TestResults.of(repository, build);
        List<Verdict> verdicts =
                provable(repository).map(claim -> Verdict.of(claim, results)).toList();
        new ClaimReport(verdicts, build, kafkaVersion)
                .write(repository.root().resolve("docs").resolve("target"));
        List<Verdict> unproven =
                verdicts.stream().filter(verdict -> !verdict.isProven()).toList();
        String sum = "claims: " + (verdicts.size() - unproven.size()) + " proven, " + unproven.size() + " unproven";
        if (isPartial) {
            return sum + " (not all tests were asked for)";
        }
        unproven.forEach(verdict -> doubts.accept("claims: " + verdict));
        if (!unproven.isEmpty() && !results.areExternal()) {
            throw new IllegalStateException(sum);
        }
        return sum;
    }

    /** Those that the ledger has a test for. */
    static Stream<Claim> provable(Repository repository) {
        return ledger(repository).stream().filter(claim -> !claim.proofs().isEmpty());
    }

    static List<Claim> ledger(Repository repository) {
        return Ledger.read(Page.read(repository.root(), repository.root().resolve("docs/claims.md")));
    }
}
