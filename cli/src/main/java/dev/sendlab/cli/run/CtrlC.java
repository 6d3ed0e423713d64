package dev.sendlab.cli.run;

/**
 * Ends a run when the JVM is told to end: by Ctrl-C, whose exit code the JVM sets itself, 130, and by SIGTERM. The JVM
 * waits for this hook, and the hook for the run's last words.
 */
final class CtrlC {

    private final Thread hook;

    /** @param stop must come to an end by itself */
    CtrlC(Runnable stop) {
        this.hook = new Thread(stop, "sendlab-ctrl-c");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** What comes now needs no last words. */
    void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException isEnding) {
            // Then the hook is at work, and this thread has done its part.
        }
    }
}
