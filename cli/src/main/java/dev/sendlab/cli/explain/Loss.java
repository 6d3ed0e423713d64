package dev.sendlab.cli.explain;

import java.util.List;

/** What may be gone although the application did nothing wrong. */
final class Loss implements Rule {

    @Override
    public List<Finding> about(ConfiguredProducer producer) {
        return List.of(leaderDeath(producer.acks()), jvmExit(producer));
    }

    private static Finding leaderDeath(String acks) {
        return switch (acks) {
            case "0" ->
                Finding.of(
                        Subject.LEADER_DEATH,
                        "Whatever was on its way, and nobody is told: acks=0 waits for no broker, not even for its"
                                + " refusal.",
                        "C19");
            case "1" ->
                Finding.of(
                        Subject.LEADER_DEATH,
                        "Acknowledged records too: acks=1 is the leader's word alone, and dies with it if no follower"
                                + " had fetched them.",
                        "C82");
            default ->
                Finding.of(
                        Subject.LEADER_DEATH,
                        "It depends on the topic: acks=all waits for the replicas that are in sync at that moment, and"
                                + " that may be the leader alone. Nothing acknowledged is lost with it if the topic has"
                                + " three replicas, min.insync.replicas=2 and no unclean leader election;"
                                + " --topic looks at yours.",
                        "C33",
                        "C68");
        };
    }

    private static Finding jvmExit(ConfiguredProducer producer) {
        return Finding.of(
                Subject.JVM_EXIT,
                "Whatever is not acknowledged yet, unless flush() or close() is called: what the last linger.ms ("
                        + Amount.ofTime(producer.lingerMs()) + ") brought, and up to "
                        + Amount.ofBytes(producer.bufferMemory()) + " (buffer.memory) while brokers are slow.",
                "C23");
    }
}
