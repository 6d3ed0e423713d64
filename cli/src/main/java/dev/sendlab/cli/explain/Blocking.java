package dev.sendlab.cli.explain;

import java.util.List;

/** How long the calling thread may stand still in send(). */
final class Blocking implements Rule {

    @Override
    public List<Finding> about(ConfiguredProducer producer) {
        if (producer.maxBlockMs() == 0) {
            return List.of(Finding.of(
                    Subject.BLOCKING,
                    "Not at all: with max.block.ms=0 a send() fails at once where it would have to wait, as the first"
                            + " one to each topic must.",
                    "C04",
                    "C08"));
        }
        return List.of(Finding.of(
                Subject.BLOCKING,
                "Up to " + Amount.ofTime(producer.maxBlockMs())
                        + " (max.block.ms), for metadata or for room in the buffer of "
                        + Amount.ofBytes(producer.bufferMemory())
                        + ". Then it returns a failed future; it throws nothing.",
                "C04",
                "C08"));
    }
}
