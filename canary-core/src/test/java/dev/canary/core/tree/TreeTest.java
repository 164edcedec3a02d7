package dev.canary.core.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TreeTest {

  private static final Tree TREE =
      Json.read(
          "{\"a\":{\"b\":[10,{\"c\":\"x\"}],\"t\":true},\"n\":1.0,\"s\":[\"p\",2,\"q\"],\"z\":null}");

  @Test
  void paths_leadThroughObjectsAndArrays() {
    assertThat(TREE.text("a", "b", "1", "c")).contains("x");
    assertThat(TREE.whole("a", "b", "0")).hasValue(10);
    assertThat(TREE.isTrue("a", "t")).isTrue();
    assertThat(TREE.at("z")).contains(Tree.Null.NULL);
    assertThat(TREE.at()).contains(TREE);
  }

  @Test
  void whatIsNotThere_readsAsEmpty() {
    assertThat(TREE.at("a", "b", "2")).isEmpty();
    assertThat(TREE.at("a", "b", "x")).isEmpty();
    assertThat(TREE.text("n")).isEmpty();
    assertThat(TREE.whole("a")).isEmpty();
    assertThat(TREE.items("a")).isEmpty();
    assertThat(TREE.fields("s")).isEmpty();
    assertThat(TREE.textOr("fallback", "no")).isEqualTo("fallback");
    assertThat(TREE.wholeOr(7, "no")).isEqualTo(7);
  }

  @Test
  void numbers_keepTheirLiteral_andAreWholeByValue() {
    assertThat(TREE.at("n")).contains(new Tree.Num("1.0"));
    assertThat(TREE.whole("n")).hasValue(1);
    assertThat(new Tree.Num("1e3").whole()).hasValue(1000);
    assertThat(new Tree.Num("1.5").whole()).isEmpty();
    assertThat(new Tree.Num("1e999999999").whole()).isEmpty();
    assertThat(new Tree.Num("9223372036854775808").whole()).isEmpty();
  }

  @Test
  void stringCollections_leaveOtherValuesOut() {
    assertThat(TREE.strings("s")).containsExactly("p", "q");
    assertThat(Json.read("{\"a\":\"1\",\"b\":2}").texts()).containsExactly(Map.entry("a", "1"));
  }

  @Test
  void settingAPath_createsObjectsOnTheWay_andChangesNothingElse() {
    Tree changed = TREE.with("y", "a", "b", "1", "c").with(5, "new", "deep");

    assertThat(changed.text("a", "b", "1", "c")).contains("y");
    assertThat(changed.whole("new", "deep")).hasValue(5);
    assertThat(TREE.diff(changed))
        .extracting(Tree.Change::path)
        .containsExactlyInAnyOrder(ImmutableList.of("a", "b", "1", "c"), ImmutableList.of("new"));
  }

  @Test
  void settingThroughAScalarOrPastAnArray_isRefused() {
    assertThatThrownBy(() -> TREE.with("x", "n", "y"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot set [y] inside 1.0");
    assertThatThrownBy(() -> TREE.with("x", "s", "3")).hasMessage("no element 3 in an array of 3");
  }

  @Test
  void removing_takesMembersAndElements_andIgnoresWhatIsNotThere() {
    assertThat(TREE.without("a", "b", "0").whole("a", "b", "0")).isEmpty();
    assertThat(TREE.without("a", "b", "0").text("a", "b", "0", "c")).contains("x");
    assertThat(TREE.without("n").at("n")).isEmpty();
    assertThat(TREE.without("a", "no", "way")).isEqualTo(TREE);
    assertThat(TREE.without()).isEqualTo(TREE);
  }

  @Test
  void equality_ignoresTheOrderOfMembers() {
    assertThat(Json.read("{\"a\":1,\"b\":2}")).isEqualTo(Json.read("{\"b\":2,\"a\":1}"));
    assertThat(Json.read("{\"a\":1}").diff(Json.read("{\"a\":1}"))).isEmpty();
  }

  @Test
  void diff_namesWhatCameAndWent() {
    assertThat(Json.read("{\"a\":1,\"l\":[1]}").diff(Json.read("{\"b\":2,\"l\":[1,2]}")))
        .containsExactlyInAnyOrder(
            new Tree.Change(ImmutableList.of("a"), Tree.of(1), null),
            new Tree.Change(ImmutableList.of("b"), null, Tree.of(2)),
            new Tree.Change(
                ImmutableList.of("l"), Tree.array(Tree.of(1)), Tree.array(Tree.of(1), Tree.of(2))));
  }

  @Test
  void members_keepTheirPlaceWhenSetTwice() {
    assertThat(Tree.members().put("a", 1).put("b", true).put("a", "z").build().toString())
        .isEqualTo("{\"a\":\"z\",\"b\":true}");
    assertThat(Tree.texts(ImmutableMap.of("k", "v")).toString()).isEqualTo("{\"k\":\"v\"}");
  }
}
