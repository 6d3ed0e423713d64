package dev.sendlab.cli.explain;

import java.util.Locale;

/** What a finding is about, in the order in which an explanation tells it. */
enum Subject {
    IDEMPOTENCE("Idempotent?"),
    ORDER("Is the order kept?"),
    BLOCKING("How long can send() block?"),
    VERDICT("How long until a verdict?"),
    LEADER_DEATH("What can be lost when a leader dies?"),
    JVM_EXIT("What can be lost when the JVM exits?"),
    DUPLICATES("Duplicates?"),
    TRANSACTIONS("Transactions"),
    NO_EFFECT("What does nothing"),
    SINCE_FOUR("What was different before Kafka 4.0"),
    TRAPS("Traps"),
    TOPIC("On this topic, today");

    private final String heading;

    Subject(String heading) {
        this.heading = heading;
    }

    String heading() {
        return heading;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
