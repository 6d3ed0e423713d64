package dev.sendlab.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceRegionTest {

    @TempDir
    private Path root;

    @Test
    void aRegionIsReadWithoutTagLinesAndWithoutItsIndentation() {
        source("""
                class A {
                    // tag::all[]
                    void a() {
                        // tag::inner[]
                        b();

                        // end::inner[]
                    }
                    // end::all[]
                }
                """);

        assertThat(SourceRegion.read(root, "A.java#all")).containsExactly("void a() {", "    b();", "", "}");
        assertThat(SourceRegion.read(root, "A.java#inner")).containsExactly("b();", "");
    }

    @Test
    void aMissingTagIsRefused() {
        source("class A {}\n");

        refused("A.java#send", "\"// tag::send[]\" must stand once in the file of A.java#send");
    }

    @Test
    void aTagThatIsNeverClosedIsRefused() {
        source("// tag::send[]\nclass A {}\n");

        refused("A.java#send", "\"// end::send[]\" must stand once in the file of A.java#send");
    }

    @Test
    void aTagThatStandsTwiceIsRefused() {
        source("// tag::send[]\n// end::send[]\n// tag::send[]\n// end::send[]\n");

        refused("A.java#send", "\"// tag::send[]\" must stand once in the file of A.java#send");
    }

    @Test
    void aRegionThatEndsBeforeItStartsIsRefused() {
        source("// end::send[]\n// tag::send[]\n");

        refused("A.java#send", "the region of A.java#send ends before it starts");
    }

    @Test
    void aMissingFileIsRefused() {
        refused("B.java#send", "there is no file B.java");
    }

    @Test
    void aReferenceWithoutATagIsTheWholeFile() {
        source("  class A {}\n\n");

        assertThat(SourceRegion.read(root, "A.java")).containsExactly("  class A {}", "");
    }

    private void source(String text) {
        new TinyRepository(root).file("A.java", text);
    }

    private void refused(String reference, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SourceRegion.read(root, reference))
                .withMessage(why);
    }
}
