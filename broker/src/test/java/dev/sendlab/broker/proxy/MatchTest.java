package dev.sendlab.broker.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.Test;

class MatchTest {

    private final Request ours = Request.parse(RequestFrames.apiVersions("ours", 1));
    private final Request theirs = Request.parse(RequestFrames.apiVersions("theirs", 1));
    private final Request nobodys = Request.parse(RequestFrames.apiVersions(null, 1));

    @Test
    void anyMatchesEverything() {
        assertThat(Stream.of(ours, theirs, nobodys)).allMatch(Match.any()::accepts);
    }

    @Test
    void anApiMatchesItsOwnRequests() {
        assertThat(Match.api(ApiKeys.API_VERSIONS).accepts(ours)).isTrue();
        assertThat(Match.api(ApiKeys.PRODUCE).accepts(ours)).isFalse();
    }

    @Test
    void aClientIdMatchesThatClientOnly() {
        Match match = Match.api(ApiKeys.API_VERSIONS).client("ours");

        assertThat(match.accepts(ours)).isTrue();
        assertThat(match.accepts(theirs)).isFalse();
        assertThat(match.accepts(nobodys)).isFalse();
    }

    @Test
    void theNthIsCountedOnEachConnectionAndAmongTheMatchingRequests() {
        Rule second = new Rule(Match.any().client("ours").nth(2), Trigger.always(), Action.forward());
        Map<Rule, Integer> here = new HashMap<>();
        Map<Rule, Integer> there = new HashMap<>();

        assertThat(List.of(
                        second.claims(ours, here),
                        second.claims(ours, there),
                        second.claims(theirs, here),
                        second.claims(ours, here),
                        second.claims(ours, here),
                        second.claims(ours, there)))
                .containsExactly(false, false, false, true, false, true);
    }

    @Test
    void aTriggerCountsTheMatchesOfAllConnections() {
        Rule second = new Rule(Match.any().client("ours"), Trigger.onCall(2), Action.forward());

        assertThat(second.claims(ours, new HashMap<>())).isFalse();
        assertThat(second.claims(theirs, new HashMap<>())).isFalse();
        assertThat(second.claims(ours, new HashMap<>())).isTrue();
    }

    @Test
    void thereIsNoZeroth() {
        assertThatIllegalArgumentException().isThrownBy(() -> Match.any().nth(0));
    }

    @Test
    void itSaysWhatItMatches() {
        assertThat(Match.any()).hasToString("any request");
        assertThat(Match.api(ApiKeys.PRODUCE).client("c").nth(3)).hasToString("Produce of c #3");
    }
}
