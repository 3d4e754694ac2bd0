// Entry of the map: Streamlit calls this at each rerun; the map itself is a module of the app's own static files.
export default function (component) {
  const { parentElement, data } = component;
  let end = () => {};
  let isOver = false;
  const box = parentElement.querySelector(".map");
  box.setAttribute("aria-label", data.alt);
  box.querySelector(".failed").textContent = data.words.failed;
  import(new URL(`/app/static/map/map.js?v=${data.version}`, location.origin).href)
    .then(({ draw }) => {
      if (!isOver) end = draw(component);
    })
    .catch((error) => {
      console.error(`map: ${error.message}`);
      box.classList.add("is-failed");
    });
  return () => {
    isOver = true;
    end();
  };
}
