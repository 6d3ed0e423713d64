package dev.sendlab.cli.run;

import dev.sendlab.cli.ExitCode;
import dev.sendlab.lineup.Pattern;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The summary of a run and its exit code: said once, by whoever comes first, the run's own end or Ctrl-C. */
final class LastWords {

    private static final int MOST_RANGES = 1_000;

    private final Pattern pattern;
    private final Destination destination;
    private final SendRun run;
    private final OptionalLong seed;
    private final Consumer<Summary> said;
    private Integer exitCode;

    /** @param said what to do with the summary */
    LastWords(Pattern pattern, Destination destination, SendRun run, OptionalLong seed, Consumer<Summary> said) {
        this.pattern = pattern;
        this.destination = destination;
        this.run = run;
        this.seed = seed;
        this.said = said;
    }

    /** @return the exit code */
    synchronized int speak() {
        if (exitCode == null) {
            Counts counts = run.counts(MOST_RANGES);
            Ending ending = ending(counts);
            exitCode = ending.exitCode();
            said.accept(new Summary(
                    pattern.toString(),
                    destination.topic(),
                    destination.servers(),
                    destination.isPrivate(),
                    counts,
                    run.seconds(),
                    isTold(),
                    run.givenUp(),
                    knowsOffsets(ending) ? destination.offsets() : OptionalLong.empty(),
                    seed,
                    Optional.ofNullable(ending.why())));
        }
        return exitCode;
    }

    private Ending ending(Counts counts) {
        Ending ending = run.ending();
        long lost = counts.failed() + (isTold() ? counts.unknown() : run.givenUp());
        if (!ending.isComplete() || lost == 0) {
            return ending;
        }
        boolean mayBeGone = run.isInDoubt() || !isTold() || counts.unknown() > 0;
        return mayBeGone && !destination.isAnswered()
                ? Ending.unreachable(destination.servers(), counts.sent())
                : new Ending(ExitCode.SOME_FAILED, null);
    }

    private boolean isTold() {
        return pattern != Pattern.FIRE_AND_FORGET;
    }

    /** With transactions, offsets are no records: the end of each one takes one too. */
    private boolean knowsOffsets(Ending ending) {
        boolean isTransactional = destination
                .settings()
                .value(ProducerConfig.TRANSACTIONAL_ID_CONFIG)
                .isPresent();
        return !isTransactional && ending.exitCode() != ExitCode.UNREACHABLE;
    }
}
