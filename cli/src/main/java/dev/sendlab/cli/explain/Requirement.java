package dev.sendlab.cli.explain;

import java.util.Locale;

/** What somebody may need of a producer, each in one sentence that can be true or false. */
enum Requirement {
    NO_LOSS("an acknowledged record survives the loss of any one broker") {
        @Override
        Answer of(ConfiguredProducer producer) {
            return producer.acks().equals("all") ? Answer.DEPENDS : Answer.IMPOSSIBLE;
        }

        @Override
        Answer on(TopicState topic) {
            return topic.keepsWhatItAcknowledges();
        }
    },

    ORDER("the acknowledged records of a partition stand in the order of their sends") {
        @Override
        Answer of(ConfiguredProducer producer) {
            return Order.isKept(producer) ? Answer.POSSIBLE : Answer.IMPOSSIBLE;
        }
    },

    NO_DUPLICATES("no send() of one producer's life writes its record twice") {
        @Override
        Answer of(ConfiguredProducer producer) {
            return Duplicates.areExcluded(producer) ? Answer.POSSIBLE : Answer.IMPOSSIBLE;
        }
    };

    private final String meaning;

    Requirement(String meaning) {
        this.meaning = meaning;
    }

    String meaning() {
        return meaning;
    }

    /** By the file alone. */
    abstract Answer of(ConfiguredProducer producer);

    /** Of a topic, for a producer whose file is not against it. */
    Answer on(TopicState topic) {
        return Answer.YES;
    }

    Answer of(ConfiguredProducer producer, TopicState topic) {
        return of(producer) == Answer.IMPOSSIBLE ? Answer.NO : on(topic);
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
