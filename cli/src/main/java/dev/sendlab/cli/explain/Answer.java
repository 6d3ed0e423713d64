package dev.sendlab.cli.explain;

import dev.sendlab.cli.ExitCode;
import java.util.Collection;

/** Whether a producer has what was required of it. */
enum Answer {
    YES("yes", 0),
    /** Nothing in the file is against it. */
    POSSIBLE("possible", 0),
    DEPENDS("depends on the topic", ExitCode.DEPENDS),
    IMPOSSIBLE("impossible", ExitCode.NOT_MET),
    NO("no", ExitCode.NOT_MET);

    private final String words;
    private final int exitCode;

    Answer(String words, int exitCode) {
        this.words = words;
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }

    /** The worst of them decides; 0 if nothing was required. */
    static int exitCodeOf(Collection<Answer> answers) {
        return answers.stream().max(Answer::compareTo).map(Answer::exitCode).orElse(0);
    }

    @Override
    public String toString() {
        return words;
    }
}
