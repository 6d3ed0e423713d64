package dev.sendlab.cli;

/** What a command ends with, beside 0. */
public final class ExitCode {

    public static final int FAILED = 1;
    public static final int USAGE = 2;
    public static final int UNREACHABLE = Sendlab.UNREACHABLE;

    /** Not every record is acknowledged. */
    public static final int SOME_FAILED = 4;

    /** Something that was required of a producer is impossible, or not so. */
    public static final int NOT_MET = 5;

    /** Whether it is so the topic decides, and none is known. */
    public static final int DEPENDS = 6;

    /** 128 and the number of SIGINT, as shells count. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
