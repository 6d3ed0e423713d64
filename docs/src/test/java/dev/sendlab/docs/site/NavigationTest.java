package dev.sendlab.docs.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.docs.site.Navigation.Section;
import java.util.List;
import org.junit.jupiter.api.Test;

class NavigationTest {

    private static final List<String> PAGES =
            List.of("README.md", "docs/a.md", "docs/workshop/README.md", "docs/workshop/b/README.md", "room/README.md");

    @Test
    void aGlobStandsForEveryPageThatNoEntryBeforeItHas() {
        Navigation navigation = Navigation.of(
                List.of(
                        new Section("Start", "README.md", "docs/a.md"),
                        new Section("Workshop", "docs/workshop/README.md", "docs/workshop/**.md")),
                PAGES);

        assertThat(navigation.sections())
                .containsExactly(
                        new Section("Start", "README.md", "docs/a.md"),
                        new Section("Workshop", "docs/workshop/README.md", "docs/workshop/b/README.md"),
                        new Section("More", "room/README.md"));
    }

    @Test
    void aGlobWithoutAPageIsAProblem() {
        assertThatThrownBy(() -> Navigation.of(List.of(new Section("Start", "guides/*.md")), PAGES))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the navigation has guides/*.md, and there is no such page");
    }

    @Test
    void beforeTheFirstAndAfterTheLastPageIsNone() {
        Navigation navigation = Navigation.of(List.of(new Section("All", "**.md")), PAGES);

        assertThat(navigation.after("README.md", -1)).isNull();
        assertThat(navigation.after("README.md", 1)).isEqualTo("docs/a.md");
        assertThat(navigation.after("room/README.md", -1)).isEqualTo("docs/workshop/b/README.md");
        assertThat(navigation.after("room/README.md", 1)).isNull();
        assertThat(navigation.after("room/A.java", 1)).isNull();
    }
}
