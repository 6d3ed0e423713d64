package dev.sendlab.docs;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * How many tests of this build met a real broker, and of which kind, summed over all rooms: the Failsafe reports tell how
 * many, and the broker's JUnit extension has written down which it gave to how many. A class of integration tests that
 * need none is called {@code ...WithoutBrokerIT}.
 *
 * @param ran those that were not skipped; what was neither in a container nor external was on a child JVM
 * @param failed failures and errors
 * @param inContainers those of {@code ran} that were given a broker in a container
 * @param external those of {@code ran} that were given a cluster that runs elsewhere
 */
public record BrokerTests(int ran, int failed, int skipped, int inContainers, int external) {

    /** @param args the root of the repository, and when this build began (ISO 8601) */
    public static void main(String[] args) {
        System.out.println(of(Path.of(args[0]).toAbsolutePath().normalize(), Instant.parse(args[1])));
    }

    /** Reports from before the build's start are of another build and do not count. */
    public static BrokerTests of(Path root, Instant buildStart) {
        BrokerTests sum = new BrokerTests(0, 0, 0, 0, 0);
        for (Path room : matching(root, "*")) {
            for (Path report : matching(room.resolve("target/failsafe-reports"), "TEST-*.xml")) {
                boolean needsNone = report.toString().endsWith("WithoutBrokerIT.xml");
                if (!needsNone && !lastModified(report).isBefore(buildStart)) {
                    sum = sum.plus(read(report));
                }
            }
            for (Path kinds : matching(room.resolve("target"), "real-brokers.properties")) {
                if (!lastModified(kinds).isBefore(buildStart)) {
                    sum = sum.plus(kinds(kinds));
                }
            }
        }
        return sum;
    }

    @Override
    public String toString() {
        if (ran + skipped == 0) {
            return "real broker: no test ran in this build";
        }
        List<String> where = new ArrayList<>();
        where.add(inContainers + " in containers");
        where.add(ran - inContainers - external + " on child JVMs");
        if (external > 0) {
            where.add(external + " on an external cluster");
        }
        return "real broker: " + ran + " tests ran (" + String.join(", ", where) + "), " + failed + " failed, "
                + skipped + " skipped";
    }

    private BrokerTests plus(BrokerTests more) {
        return new BrokerTests(
                ran + more.ran,
                failed + more.failed,
                skipped + more.skipped,
                inContainers + more.inContainers,
                external + more.external);
    }

    private static List<Path> matching(Path directory, String glob) {
        List<Path> files = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return files;
        }
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
            int failed = number(suite, "failures") + number(suite, "errors");
            return new BrokerTests(number(suite, "tests") - skipped, failed, skipped, 0, 0);
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("not a test report: " + report, e);
        }
    }

    private static BrokerTests kinds(Path file) {
        Properties counts = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            counts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int inContainers = Integer.parseInt(counts.getProperty("container"));
        return new BrokerTests(0, 0, 0, inContainers, Integer.parseInt(counts.getProperty("external")));
    }

    private static int number(Element suite, String attribute) {
        return Integer.parseInt(suite.getAttribute(attribute));
    }
}
