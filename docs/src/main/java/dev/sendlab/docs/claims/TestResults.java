package dev.sendlab.docs.claims;

import dev.sendlab.docs.Repository;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The tests of one build, from the reports of all rooms. A report carries the id of the build that wrote it. */
final class TestResults {

    private static final String BUILD = "sendlab.build";

    private final Map<TestName, TestResult> results = new HashMap<>();

    private TestResults() {}

    /** @param build its id; what another build has left behind is not read */
    static TestResults of(Repository repository, String build) {
        TestResults results = new TestResults();
        for (String room : repository.rooms()) {
            Path target = repository.root().resolve(room).resolve("target");
            Properties brokers = brokers(target.resolve("brokers-of-tests.properties"));
            for (String reports : List.of("surefire-reports", "failsafe-reports")) {
                for (Path report : reports(target.resolve(reports))) {
                    results.add(report, build, brokers);
                }
            }
        }
        return results;
    }

    /** @return null if it did not run in this build */
    TestResult of(TestName test) {
        return results.get(test);
    }

    boolean areExternal() {
        return results.values().stream().anyMatch(result -> result.broker().equals("external"));
    }

    private void add(Path report, String build, Properties brokers) {
        Element suite = parse(report);
        if (!build.equals(property(suite, BUILD))) {
            return;
        }
        for (Element test : children(suite, "testcase")) {
            TestName name = TestName.reported(test.getAttribute("classname"), test.getAttribute("name"));
            String broker = brokers.getProperty(name.className() + "." + name.method(), "none");
            results.merge(name, new TestResult(state(test), millis(test), broker), TestResult::and);
        }
    }

    private static TestResult.State state(Element test) {
        if (!children(test, "failure").isEmpty() || !children(test, "error").isEmpty()) {
            return TestResult.State.FAILED;
        }
        return children(test, "skipped").isEmpty() ? TestResult.State.PASSED : TestResult.State.SKIPPED;
    }

    /** Surefire groups thousands of seconds with a comma. */
    private static long millis(Element test) {
        return Math.round(Double.parseDouble(test.getAttribute("time").replace(",", "")) * 1_000);
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

    private static List<Path> reports(Path directory) {
        List<Path> reports = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> matching = Files.newDirectoryStream(directory, "TEST-*.xml")) {
                matching.forEach(reports::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return reports;
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
