// A button that opens a folder, where a person can choose one.
import { useEffect, useRef, useState } from "preact/hooks";
import { chosenFolders, choosesFolders, type Folder } from "../../components/folder";

export interface ChooseFolderProps {
  readonly title: string;
  readonly class: string;
  readonly onFolder: (folder: Folder) => void;
}

export function ChooseFolder({ title, class: look, onFolder }: ChooseFolderProps) {
  const chooser = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (chooser.current) chooser.current.webkitdirectory = true;
  }, []);
  const [shown] = useState(choosesFolders);
  if (!shown) return null;
  return (
    <>
      <input
        ref={chooser}
        type="file"
        hidden
        aria-label={title}
        onChange={(event) => {
          const [folder] = chosenFolders(event.currentTarget.files ?? []);
          event.currentTarget.value = "";
          if (folder) onFolder(folder);
        }}
      />
      <button class={look} onClick={() => chooser.current?.click()}>{title}</button>
    </>
  );
}
