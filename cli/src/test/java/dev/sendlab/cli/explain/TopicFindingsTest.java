package dev.sendlab.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.cli.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an acknowledgement is worth on a topic, and what becomes of the records there. */
class TopicFindingsTest {

    @Test
    void twoThatMustHaveItSurviveTheLossOfOne() throws Exception {
        assertThat(about(Topics.topic(3, 3, "min.insync.replicas=2")))
                .singleElement()
                .asString()
                .startsWith("An acknowledged record is on 2 replicas at least: it survives the loss of any one.")
                .contains("not yet on disk")
                .endsWith("(C33, C91)");
        assertThat(about(Topics.topic(5, 5, "min.insync.replicas=3")))
                .singleElement()
                .asString()
                .contains("on 3 replicas at least: it survives the loss of any 2.");
    }

    @Test
    void oneThatMustHaveItPromisesNoMoreThanToday() throws Exception {
        assertThat(about(Topics.topic(3, 2)))
                .singleElement()
                .asString()
                .startsWith("Right now an acknowledged record is on the replicas in sync, 2 of 3. But")
                .endsWith("(C33)");
    }

    @Test
    void moreThanThereAreReplicasIsCapped() throws Exception {
        assertThat(about(Topics.topic(1, 1, "min.insync.replicas=2")))
                .satisfiesExactly(
                        cap -> assertThat(cap)
                                .startsWith("min.insync.replicas=2 counts as 1: the broker caps it")
                                .endsWith("(C33)"),
                        one -> assertThat(one)
                                .startsWith("An acknowledged record is on one broker only")
                                .endsWith("(C33)"));
        assertThat(about(Topics.topic(1, 1))).hasSize(1);
    }

    @Test
    void anUncleanLeaderTakesThePromiseBack() throws Exception {
        assertThat(about(Topics.topic(3, 3, "min.insync.replicas=2", "unclean.leader.election.enable=true")))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("unclean.leader.election.enable=true takes that back")
                .endsWith("(C92)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acks=all | 1 | Right now 1 of its partitions have fewer in sync than min.insync.replicas=2: they acknowledge nothing | (C93)",
                "acks=all | 2 | Right now no replica is to spare: 2 must be in sync | (C93)",
                "acks=1   | 1 | Right now 1 of its partitions have fewer in sync than min.insync.replicas=2: what they acknowledge | (C66)"
            })
    void whoIsInSyncRightNowDecidesWhatIsAcknowledged(String line, int inSync, String says, String claim)
            throws Exception {
        assertThat(about(Topics.topic(3, inSync, "min.insync.replicas=2"), line))
                .last()
                .asString()
                .startsWith(says)
                .endsWith(claim);
        assertThat(about(Topics.topic(3, 3, "min.insync.replicas=2"), line))
                .noneMatch(finding -> finding.startsWith("Right now"));
    }

    @Test
    void aPartitionWithoutALeaderIsTold() throws Exception {
        assertThat(about(Topics.topic(3, 0)))
                .filteredOn(finding -> finding.startsWith("Right now 1 of its partitions have no leader"))
                .singleElement()
                .asString()
                .endsWith("(C10)");
    }

    @ParameterizedTest
    @CsvSource({"acks=0, Whatever the topic has: nothing, (C19)", "acks=1, Whatever the topic has: acks=1, (C82)"})
    void fewerAcksMakeEveryTopicTheSame(String line, String says, String claim) throws Exception {
        assertThat(about(Topics.topic(3, 3, "min.insync.replicas=2"), line))
                .singleElement()
                .asString()
                .startsWith(says)
                .endsWith(claim);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max.message.bytes=9000 | acks=all  | The client lets records of up to 1,048,576 bytes | (C30, C63)",
                "max.message.bytes=9000 | acks=all  | batch.size (16,384 bytes) is above that too      | (C30)",
                "message.timestamp.type=LogAppendTime | acks=all | message.timestamp.type=LogAppendTime   | (C54)",
                "compression.type=gzip  | acks=all  | compression.type=gzip of the topic wins          | (C61)",
                "compression.type=uncompressed | compression.type=lz4 | compression.type=uncompressed     | (C61)",
                "cleanup.policy=compact,delete | acks=all | cleanup.policy=compact,delete: a record       | (C29)"
            })
    void whatTheTopicDoesToRecordsIsTold(String ofTopic, String line, String says, String claims) throws Exception {
        assertThat(about(Topics.topic(3, 3, ofTopic), line))
                .filteredOn(finding -> finding.startsWith(says))
                .singleElement()
                .asString()
                .endsWith(claims);
    }

    @ParameterizedTest
    @CsvSource({
        "max.message.bytes=1048576, acks=all",
        "compression.type=lz4, compression.type=lz4",
        "compression.type=uncompressed, compression.type=none",
        "compression.type=producer, compression.type=zstd"
    })
    void whatItLeavesAloneIsNot(String ofTopic, String line) throws Exception {
        assertThat(about(Topics.topic(3, 3, ofTopic), line)).hasSize(1);
    }

    @Test
    void aConfigurationThatMayNotBeReadIsNotGuessed() throws Exception {
        assertThat(about(Topics.unreadable(3)))
                .containsExactly("We may not read min.insync.replicas, which decides what acks=all is worth. (C33)");
    }

    private static List<String> about(TopicState topic, String... lines) throws Refused {
        return TopicFindings.of(Explained.producer(lines), topic).stream()
                .map(Finding::toString)
                .toList();
    }
}
