// Entry of the wall: Streamlit calls this at each rerun; the wall itself is a module of the app's own static files.
export default function (component) {
  const { parentElement, data } = component;
  let end = () => {};
  let isOver = false;
  import(new URL(`/app/static/wall/wall.js?v=${data.version}`, location.origin).href)
    .then(({ show }) => {
      if (!isOver) end = show(component);
    })
    .catch((error) => {
      console.error(`wall: ${error.stack ?? error.message}`);
      const failed = parentElement.querySelector(".gone");
      failed.textContent = data.words.failed[data.settings.language] ?? data.words.failed.en;
      failed.hidden = false;
    });
  return () => {
    isOver = true;
    end();
  };
}
