package dev.sendlab.cli.explain;

import java.util.ArrayList;
import java.util.List;

/** What a producer's acknowledgement is worth on a topic as it is now, and what the topic does to its records. */
final class TopicFindings {

    private final ConfiguredProducer producer;
    private final TopicState topic;
    private final List<Finding> findings = new ArrayList<>();

    private TopicFindings(ConfiguredProducer producer, TopicState topic) {
        this.producer = producer;
        this.topic = topic;
    }

    static List<Finding> of(ConfiguredProducer producer, TopicState topic) {
        TopicFindings all = new TopicFindings(producer, topic);
        all.guarantee();
        all.availability();
        all.findings.addAll(TopicTreatment.of(producer, topic));
        return all.findings;
    }

    private void guarantee() {
        switch (producer.acks()) {
            case "0" -> add("Whatever the topic has: nothing is acknowledged, and nothing is promised.", "C19");
            case "1" ->
                add(
                        "Whatever the topic has: acks=1 is the leader's word alone, and min.insync.replicas does not"
                                + " count for it. An acknowledged record can die with the leader.",
                        "C82");
            default -> guaranteeOfAll();
        }
    }

    private void guaranteeOfAll() {
        if (topic.effectiveMinInSync().isEmpty()) {
            add("We may not read min.insync.replicas, which decides what acks=all is worth.", "C33");
            return;
        }
        int configured = topic.minInSync().orElseThrow();
        int effective = topic.effectiveMinInSync().orElseThrow();
        if (configured > effective) {
            add(
                    "min.insync.replicas=" + configured + " counts as " + effective
                            + ": the broker caps it at the number" + " of replicas, and refuses nothing.",
                    "C33");
        }
        if (topic.replicas() == 1) {
            add("An acknowledged record is on one broker only, and is lost with its disk.", "C33");
        } else if (effective == 1) {
            add(
                    "Right now an acknowledged record is on the replicas in sync, " + topic.inSync() + " of "
                            + topic.replicas()
                            + ". But min.insync.replicas=1 lets the leader acknowledge alone when the"
                            + " others are gone, and such a record is lost with it.",
                    "C33");
        } else {
            add(
                    "An acknowledged record is on " + effective + " replicas at least: it survives the loss of any "
                            + (effective == 2 ? "one" : effective - 1)
                            + ". It is in their memory, not yet on disk: a power failure of all at once can take it.",
                    "C33",
                    "C91");
        }
        if (topic.allowsUncleanLeaders().orElse(false)) {
            add(
                    "unclean.leader.election.enable=true takes that back: a replica that was not in sync may become"
                            + " leader, and what it had missed is gone.",
                    "C92");
        }
    }

    private void availability() {
        if (topic.leaderless() > 0) {
            add(
                    "Right now " + topic.leaderless()
                            + " of its partitions have no leader: what is sent there waits for"
                            + " one, for delivery.timeout.ms at most.",
                    "C10");
        }
        if (topic.effectiveMinInSync().isEmpty() || producer.acks().equals("0")) {
            return;
        }
        int effective = topic.effectiveMinInSync().orElseThrow();
        if (topic.inSync() < effective) {
            String which = "Right now " + topic.withFewerInSyncThan(effective)
                    + " of its partitions have fewer in sync than min.insync.replicas=" + effective;
            if (producer.acks().equals("1")) {
                add(which + ": what they acknowledge no reader sees until enough are back.", "C66");
            } else {
                add(
                        which + ": they acknowledge nothing. The client retries, and tells of a TimeoutException after"
                                + " delivery.timeout.ms.",
                        "C93");
            }
        } else if (topic.inSync() == effective
                && effective > 1
                && producer.acks().equals("all")) {
            add(
                    "Right now no replica is to spare: " + effective + " must be in sync, and of some partition no"
                            + " more are. When one of these dies, that partition acknowledges nothing until it is"
                            + " back.",
                    "C93");
        }
    }

    private void add(String says, String... claims) {
        findings.add(Finding.of(Subject.TOPIC, says, claims));
    }
}
