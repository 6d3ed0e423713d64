package dev.sendlab.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file alone can promise, and what only the topic can. */
class RequirementTest {

    @ParameterizedTest
    @CsvSource({
        "acks=all, DEPENDS, POSSIBLE, POSSIBLE",
        "enable.idempotence=false, DEPENDS, IMPOSSIBLE, IMPOSSIBLE",
        "retries=0, DEPENDS, POSSIBLE, POSSIBLE",
        "acks=1, IMPOSSIBLE, IMPOSSIBLE, IMPOSSIBLE",
        "acks=0, IMPOSSIBLE, IMPOSSIBLE, POSSIBLE"
    })
    void aFileAloneNeverSaysYes(String line, Answer noLoss, Answer order, Answer noDuplicates) throws Exception {
        ConfiguredProducer producer = Explained.producer(line);

        assertThat(Requirement.NO_LOSS.of(producer)).isEqualTo(noLoss);
        assertThat(Requirement.ORDER.of(producer)).isEqualTo(order);
        assertThat(Requirement.NO_DUPLICATES.of(producer)).isEqualTo(noDuplicates);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 2, false, YES",
        "3, 3, false, YES",
        "2, 2, false, YES",
        "3, 1, false, NO",
        "3, 2, true, NO",
        "1, 2, false, NO"
    })
    void aTopicKeepsWhatTwoReplicasMustHave(int replicas, int minInSync, boolean unclean, Answer noLoss)
            throws Exception {
        TopicState topic = Topics.topic(
                replicas, replicas, "min.insync.replicas=" + minInSync, "unclean.leader.election.enable=" + unclean);

        assertThat(Requirement.NO_LOSS.of(Explained.producer("acks=all"), topic))
                .isEqualTo(noLoss);
        assertThat(Requirement.NO_LOSS.of(Explained.producer("acks=1"), topic)).isEqualTo(Answer.NO);
    }

    @Test
    void whatTheTopicDoesNotDecideIsYesOrNoWithIt() throws Exception {
        TopicState topic = Topics.topic(1, 1);

        for (Requirement requirement : List.of(Requirement.ORDER, Requirement.NO_DUPLICATES)) {
            assertThat(requirement.of(Explained.producer(), topic)).isEqualTo(Answer.YES);
            assertThat(requirement.of(Explained.producer("acks=1"), topic)).isEqualTo(Answer.NO);
        }
    }

    @Test
    void aTopicThatMayNotBeReadLeavesItOpen() throws Exception {
        assertThat(Requirement.NO_LOSS.of(Explained.producer(), Topics.unreadable(3)))
                .isEqualTo(Answer.DEPENDS);
        assertThat(Requirement.NO_LOSS.of(Explained.producer(), Topics.unreadable(1)))
                .isEqualTo(Answer.NO);
    }

    @Test
    void theWorstAnswerIsTheExitCode() {
        assertThat(Answer.exitCodeOf(List.of())).isZero();
        assertThat(Answer.exitCodeOf(List.of(Answer.YES, Answer.POSSIBLE))).isZero();
        assertThat(Answer.exitCodeOf(List.of(Answer.POSSIBLE, Answer.DEPENDS))).isEqualTo(6);
        assertThat(Answer.exitCodeOf(List.of(Answer.NO, Answer.DEPENDS, Answer.YES)))
                .isEqualTo(5);
        assertThat(Answer.exitCodeOf(List.of(Answer.IMPOSSIBLE, Answer.DEPENDS)))
                .isEqualTo(5);
    }
}
