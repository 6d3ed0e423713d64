package dev.sendlab.docs;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;

/** The compiled code of a room, read by path. */
final class RoomClasses {

    private RoomClasses() {}

    /**
     * Its main code.
     *
     * @throws IllegalStateException if the room is not built
     */
    static JavaClasses of(Path root, String room) {
        Path classes = root.resolve(room).resolve("target/classes");
        if (!Files.isDirectory(classes)) {
            throw new IllegalStateException(
                    room + "/target/classes is missing: run mvn -pl docs -am verify at the root;"
                            + " if that does not help, " + room + " is not among the dependencies in docs/pom.xml");
        }
        return new ClassFileImporter().importPath(classes);
    }

    /** Its main code and its tests, if it has any. */
    static JavaClasses withTests(Path root, String room) {
        of(root, room);
        Path target = root.resolve(room).resolve("target");
        return new ClassFileImporter().importPaths(target.resolve("classes"), target.resolve("test-classes"));
    }
}
