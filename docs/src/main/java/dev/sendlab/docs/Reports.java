package dev.sendlab.docs;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The test reports of one build, from all rooms, together with what the broker's JUnit extension has written down of the
 * brokers that the tests were given. A report carries the id of the build that wrote it.
 */
public final class Reports {

    private static final String BUILD = "sendlab.build";

    private Reports() {}

    /** @param build its id; what another build has left behind is not read */
    public static List<ReportedTest> of(Repository repository, String build) {
        List<ReportedTest> tests = new ArrayList<>();
        for (String room : repository.rooms()) {
            Path target = repository.root().resolve(room).resolve("target");
            Properties brokers = brokers(target.resolve("brokers-of-tests.properties"));
            for (boolean isIntegration : new boolean[] {false, true}) {
                String reports = isIntegration ? "failsafe-reports" : "surefire-reports";
                for (Element suite : suites(target.resolve(reports))) {
                    if (build.equals(property(suite, BUILD))) {
                        for (Element test : children(suite, "testcase")) {
                            tests.add(read(test, brokers, isIntegration));
                        }
                    }
                }
            }
        }
        return tests;
    }

    private static ReportedTest read(Element test, Properties brokers, boolean isIntegration) {
        String className = test.getAttribute("classname");
        // With its parameters' types, and its number if it is one of several.
        String method = test.getAttribute("name").split("[({\\[]", 2)[0];
        // Surefire groups thousands of seconds with a comma.
        double seconds = Double.parseDouble(test.getAttribute("time").replace(",", ""));
        return new ReportedTest(
                className,
                method,
                state(test),
                Math.round(seconds * 1_000),
                brokers.getProperty(className + "." + method, "none"),
                isIntegration);
    }

    private static ReportedTest.State state(Element test) {
        if (!children(test, "failure").isEmpty() || !children(test, "error").isEmpty()) {
            return ReportedTest.State.FAILED;
        }
        return children(test, "skipped").isEmpty() ? ReportedTest.State.PASSED : ReportedTest.State.SKIPPED;
    }

    private static String property(Element suite, String name) {
        for (Element properties : children(suite, "properties")) {
            for (Element property : children(properties, "property")) {
                if (property.getAttribute("name").equals(name)) {
                    return property.getAttribute("value");
                }
            }
        }
        return null;
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        NodeList all = parent.getChildNodes();
        for (int i = 0; i < all.getLength(); i++) {
            if (all.item(i) instanceof Element element && element.getTagName().equals(name)) {
                children.add(element);
            }
        }
        return children;
    }

    private static List<Element> suites(Path directory) {
        List<Element> suites = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> reports = Files.newDirectoryStream(directory, "TEST-*.xml")) {
                reports.forEach(report -> suites.add(parse(report)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return suites;
    }

    private static Element parse(Path report) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getDocumentElement();
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("not a test report: " + report, e);
        }
    }

    private static Properties brokers(Path file) {
        Properties brokers = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                brokers.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return brokers;
    }
}
