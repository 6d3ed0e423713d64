package dev.sendlab.docs.site;

import java.nio.file.Path;

/** Where in the site a file of the repository is. Both have the same folders. */
final class SitePath {

    private SitePath() {}

    /** @param file from the root of the repository */
    static String of(String file) {
        if (file.endsWith(".md")) {
            return file.replaceFirst("README\\.md$", "index.md").replaceFirst("\\.md$", ".html");
        }
        return isCopied(file) ? file : file + ".html";
    }

    /** As it is: what a browser shows by itself. All else is a source, and becomes a page that lists it. */
    static boolean isCopied(String file) {
        return isImage(file) || file.endsWith(".html");
    }

    static boolean isImage(String file) {
        return file.matches(".*\\.(svg|png|jpg|gif)");
    }

    /** What a page of the site writes to link to another file of it. */
    static String relative(String from, String to) {
        Path folder = Path.of("/" + from).getParent();
        return folder.relativize(Path.of("/" + to)).toString().replace('\\', '/');
    }
}
