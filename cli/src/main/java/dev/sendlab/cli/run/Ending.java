package dev.sendlab.cli.run;

import dev.sendlab.cli.ExitCode;

/**
 * Why nothing more is handed out.
 *
 * @param exitCode to begin with; records that failed may make it another
 * @param why for the user; null if everything was handed out
 */
record Ending(int exitCode, String why) {

    static final Ending COMPLETE = new Ending(0, null);

    static Ending ctrlC() {
        return new Ending(ExitCode.INTERRUPTED, "Ctrl-C");
    }

    static Ending unreachable(String servers, long line) {
        return new Ending(
                ExitCode.UNREACHABLE, "no broker answers at " + servers + " any more; line " + line + " was the last");
    }

    static Ending failed(String why) {
        return new Ending(ExitCode.FAILED, why);
    }

    boolean isComplete() {
        return why == null;
    }
}
