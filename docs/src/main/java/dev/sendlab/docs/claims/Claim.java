package dev.sendlab.docs.claims;

import java.util.List;
import java.util.stream.Stream;

/**
 * One entry of the ledger.
 *
 * @param id such as C26; other pages use it
 * @param sentence what is claimed, in Markdown
 * @param verdict on the texts that the project started from: right, imprecise, outdated, wrong; null where none of them
 *     speaks of it
 * @param proofs the tests that show it; none if it is not shown here
 * @param controls the tests in which the contrary setting gives the contrary result; a proof may be its own
 * @param source where Kafka says or does it
 * @param place page and line
 */
record Claim(
        String id,
        String sentence,
        String verdict,
        List<Reference> proofs,
        List<Reference> controls,
        String source,
        String place) {

    /**
     * A test, and where the ledger says it is.
     *
     * @param file as the link has it, relative to the ledger
     */
    record Reference(TestName test, String file) {}

    /** All that must have passed. */
    List<TestName> tests() {
        return Stream.concat(proofs.stream(), controls.stream())
                .map(Reference::test)
                .distinct()
                .toList();
    }
}
