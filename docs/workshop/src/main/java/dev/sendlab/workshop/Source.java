package dev.sendlab.workshop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apache.kafka.clients.producer.Producer;

/** A Java file, compiled as it stands, against kafka-clients and nothing else. */
public final class Source {

    /** Why a file cannot be graded, for whoever is editing it. */
    public static final class NotCompiled extends Exception {

        private static final long serialVersionUID = 1L;

        NotCompiled(String message) {
            super(message);
        }
    }

    private Source() {}

    /**
     * @param file whose only top-level class is that one
     * @param classes an existing directory for its class files
     * @throws NotCompiled with the compiler's first error, or because this JDK has no compiler
     */
    public static Code compile(Path file, String className, Path classes) throws NotCompiled {
        JavaCompiler compiler = Optional.ofNullable(ToolProvider.getSystemJavaCompiler())
                .orElseThrow(() -> new NotCompiled("this Java has no compiler: a JDK is needed"));
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        List<String> options =
                List.of("-d", classes.toString(), "-cp", kafkaClients(), "-proc:none", "--release", "17");
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(said, Locale.ROOT, StandardCharsets.UTF_8)) {
            if (!compiler.getTask(null, files, said, options, null, files.getJavaFileObjects(file))
                    .call()) {
                throw new NotCompiled(firstError(file, said));
            }
            return new Code(load(className, classes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String firstError(Path file, DiagnosticCollector<JavaFileObject> said) {
        return said.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .findFirst()
                .map(error -> file.getFileName() + ":" + error.getLineNumber() + " does not compile: "
                        + error.getMessage(Locale.ROOT).lines().findFirst().orElse(""))
                .orElse(file.getFileName() + " does not compile");
    }

    /** Not closed: the code may need another of its classes at any time, and lives as long as this JVM. */
    @SuppressWarnings("resource")
    private static Class<?> load(String className, Path classes) throws MalformedURLException, NotCompiled {
        URL[] places = {classes.toUri().toURL()};
        try {
            return new URLClassLoader(places, Producer.class.getClassLoader()).loadClass(className);
        } catch (ClassNotFoundException e) {
            throw new NotCompiled("the class " + className + " is not in its file any more");
        }
    }

    private static String kafkaClients() {
        try {
            return Path.of(Producer.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
