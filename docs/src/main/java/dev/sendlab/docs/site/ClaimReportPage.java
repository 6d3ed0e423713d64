package dev.sendlab.docs.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The report of the claims that this build has written, as a page of the site: in the same frame, with the ids as links. */
final class ClaimReportPage {

    static final String NAME = "docs/target/claims.html";
    static final String TITLE = "The claims in this build";

    private ClaimReportPage() {}

    /** @throws IllegalStateException if there is none */
    static String body(Path reports) {
        Path report = reports.resolve("claims.html");
        if (!Files.exists(report)) {
            throw new IllegalStateException("there is no " + NAME + ": mvn verify writes it before the site");
        }
        try {
            return Files.readString(report)
                    .replaceFirst("(?s)^.*<body>", "")
                    .replaceFirst("(?s)</body>.*$", "")
                    .replaceFirst("<h1>[^<]*</h1>", "<h1>" + TITLE + "</h1>")
                    .replace("<table>", "<div class=\"box report\"><table>")
                    .replace("</table>", "</table></div>")
                    .replaceAll("<td>C(\\d+)</td>", "<td><a class=\"claim\" href=\"../claims.html#c$1\">C$1</a></td>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
