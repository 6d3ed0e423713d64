package dev.sendlab.workshop;

/**
 * What a grade has seen.
 *
 * @param isGreen whether the promise was kept
 * @param seen in one phrase
 */
public record Verdict(boolean isGreen, String seen) {

    public static Verdict green(String seen) {
        return new Verdict(true, seen);
    }

    public static Verdict red(String seen) {
        return new Verdict(false, seen);
    }

    /** One sentence for whoever has asked for the grade. */
    public String sentence(Exercise exercise) {
        return String.format(
                "%s: %s: promised: %s; seen: %s",
                isGreen ? "green" : "red", exercise.folder(), exercise.promise(), seen);
    }
}
