package dev.sendlab.cli.run;

import dev.sendlab.cli.Sendlab;

/** What a run ends with, beside 0. */
final class ExitCode {

    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int UNREACHABLE = Sendlab.UNREACHABLE;

    /** Not every record is acknowledged. */
    static final int SOME_FAILED = 4;

    /** 128 and the number of SIGINT, as shells count. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
