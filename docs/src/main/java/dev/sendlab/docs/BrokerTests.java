package dev.sendlab.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * How many tests of this build met a real broker, summed over the Failsafe reports of all rooms. A class of integration
 * tests that need none is called {@code ...WithoutBrokerIT}.
 *
 * @param ran those that were not skipped
 * @param failed failures and errors
 */
public record BrokerTests(int ran, int failed, int skipped) {

    /** @param args the root of the repository, and when this build began (ISO 8601) */
    public static void main(String[] args) {
        System.out.println(of(Path.of(args[0]).toAbsolutePath().normalize(), Instant.parse(args[1])));
    }

    /** Reports from before the build's start are of another build and do not count. */
    public static BrokerTests of(Path root, Instant buildStart) {
        BrokerTests sum = new BrokerTests(0, 0, 0);
        for (Path report : reports(root)) {
            boolean needsNone = report.toString().endsWith("WithoutBrokerIT.xml");
            if (!needsNone && !lastModified(report).isBefore(buildStart)) {
                sum = sum.plus(read(report));
            }
        }
        return sum;
    }

    @Override
    public String toString() {
        if (ran + skipped == 0) {
            return "real broker: no test ran in this build";
        }
        return "real broker: " + ran + " tests ran, " + failed + " failed, " + skipped + " skipped";
    }

    private BrokerTests plus(BrokerTests more) {
        return new BrokerTests(ran + more.ran, failed + more.failed, skipped + more.skipped);
    }

    private static List<Path> reports(Path root) {
        List<Path> reports = new ArrayList<>();
        for (Path room : matching(root, "*")) {
            Path directory = room.resolve("target/failsafe-reports");
            if (Files.isDirectory(directory)) {
                reports.addAll(matching(directory, "TEST-*.xml"));
            }
        }
        return reports;
    }

    private static List<Path> matching(Path directory, String glob) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> matching = Files.newDirectoryStream(directory, glob)) {
            matching.forEach(files::add);
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant lastModified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BrokerTests read(Path report) {
        try {
            Element suite = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getDocumentElement();
            int skipped = number(suite, "skipped");
            return new BrokerTests(
                    number(suite, "tests") - skipped, number(suite, "failures") + number(suite, "errors"), skipped);
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("not a test report: " + report, e);
        }
    }

    private static int number(Element suite, String attribute) {
        return Integer.parseInt(suite.getAttribute(attribute));
    }
}
