package dev.sendlab.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;

/**
 * A command that a page shows, with what it prints: {@code <!-- run -->}, a block of sh, and a block of text.
 *
 * @param exitCode what it ends with: {@code <!-- run: exit 2 -->}, or else 0
 */
record Command(CodeBlock input, int exitCode, CodeBlock output) {

    /** Works from the root of a clean clone and runs no other test. */
    static final String MEND = "mvn -q -pl docs -am verify -Dtest=None -Dit.test='Commands*IT' -Dcommands=write"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false";

    private static final Pattern EXIT = Pattern.compile("(?:exit (\\d+))?");

    /** @throws IllegalArgumentException if one is not of this form; the message names the place */
    static List<Command> of(Page page) {
        List<Command> commands = new ArrayList<>();
        page.document().accept(new AbstractVisitor() {
            @Override
            public void visit(HtmlBlock node) {
                Marker.of(node)
                        .filter(marker -> marker.kind() == Marker.Kind.RUN)
                        .ifPresent(marker -> commands.add(below(page, node, marker)));
            }
        });
        return commands;
    }

    private static Command below(Page page, HtmlBlock node, Marker marker) {
        Matcher exit = EXIT.matcher(marker.argument());
        if (!exit.matches()) {
            throw new IllegalArgumentException(page.place(node) + ": <!-- run --> or <!-- run: exit 2 -->");
        }
        if (node.getNext() instanceof FencedCodeBlock sh && sh.getNext() instanceof FencedCodeBlock text) {
            CodeBlock input = new CodeBlock(page, sh);
            CodeBlock output = new CodeBlock(page, text);
            if (input.language().equals("sh") && output.language().equals("text") && output.isClosed()) {
                return new Command(input, exit.group(1) == null ? 0 : Integer.parseInt(exit.group(1)), output);
            }
        }
        throw new IllegalArgumentException(
                page.place(node) + ": a command to run is a block of sh, and directly below it a block of text");
    }

    String text() {
        return String.join("\n", input.code());
    }

    private String onOneLine() {
        return String.join("; ", input.code());
    }

    boolean startsBroker() {
        return text().startsWith("./sendlab tour")
                || text().startsWith("./sendlab run ") && !text().contains("--print-config");
    }

    /** One line for each way in which this run is not what the page says. */
    List<String> problems(CommandRun run) {
        List<String> problems = new ArrayList<>();
        if (run.exitCode() != exitCode) {
            problems.add(input.place() + ": '" + onOneLine() + "' ends with " + run.exitCode() + ", not " + exitCode);
        }
        List<String> shown = Shape.of(output.code());
        List<String> said = Shape.of(run.output());
        for (int i = 0; i < Math.max(shown.size(), said.size()); i++) {
            if (i >= shown.size() || i >= said.size() || !shown.get(i).equals(said.get(i))) {
                problems.add(output.page().name() + ":" + (output.openingLine() + 2 + i) + ": '" + onOneLine()
                        + "' says " + (i < said.size() ? "'" + run.output().get(i) + "'" : "nothing more")
                        + "; mend it: " + MEND);
                break;
            }
        }
        return problems;
    }

    /** Shows this output from now on, in the page as it is now. */
    boolean write(List<String> printed) {
        Page now = Page.read(output.page().root(), output.page().file());
        Command here = of(now).stream()
                .filter(command -> command.text().equals(text()))
                .findFirst()
                .orElseThrow();
        List<String> lines = new ArrayList<>(now.lines());
        List<String> old = lines.subList(here.output.openingLine() + 1, here.output.closingLine());
        old.clear();
        old.addAll(printed);
        return now.replace(lines);
    }

    /** For the names of tests. */
    @Override
    public String toString() {
        return input.place();
    }
}
